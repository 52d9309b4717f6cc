package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Assembly;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What stands before the records. Immutable once it is handed over. */
public final class VcfHeader {
    private final int minorVersion;
    private final Map<String, FieldDefinition> info = new HashMap<>();
    private final Map<String, FieldDefinition> format = new HashMap<>();
    private final Map<String, Long> contigLengths = new LinkedHashMap<>();
    private final TreeSet<String> assemblies = new TreeSet<>();
    private @Nullable String fileDate;
    private List<String> samples = List.of();
    private int columns = 8;
    private int[] sampleColumns = new int[0];
    private long columnsLine;

    VcfHeader(int minorVersion) {
        this.minorVersion = minorVersion;
    }

    /** 3 of {@code VCFv4.3}. */
    public int minorVersion() {
        return minorVersion;
    }

    /** Names of the samples in the order of their columns. Never log them. */
    public List<String> samples() {
        return samples;
    }

    /** The definition of an INFO key: the header's, else the specification's; null where neither has one. */
    public @Nullable FieldDefinition info(String key) {
        FieldDefinition own = info.get(key);
        return own == null ? FieldDefinition.reservedInfo(key) : own;
    }

    /** The definition of a FORMAT key: the header's, else the specification's; null where neither has one. */
    public @Nullable FieldDefinition format(String key) {
        FieldDefinition own = format.get(key);
        return own == null ? FieldDefinition.reservedFormat(key) : own;
    }

    /** Of the {@code ##contig} lines; -1 where a line gives no length. */
    public Map<String, Long> contigLengths() {
        return contigLengths;
    }

    /** The {@code ##fileDate} as it stands, or null. */
    public @Nullable String fileDate() {
        return fileDate;
    }

    /** The line of the columns' names. */
    public long columnsLine() {
        return columnsLine;
    }

    int columns() {
        return columns;
    }

    /** In which column, from 0, the sample of an index stands. */
    int sampleColumn(int sample) {
        return sampleColumns[sample];
    }

    /**
     * The assembly that header and sender agree on.
     *
     * @param stated what the sender says, or null
     * @throws UnreadableInput {@code assembly-required} where neither says it, {@code assembly-mismatch} where header lines
     *     contradict each other or the sender
     */
    public String assembly(@Nullable String stated) {
        if (assemblies.size() > 1) {
            throw new UnreadableInput(
                    "assembly-mismatch", "the header's lines point to different assemblies", "header");
        }
        Optional<String> own = assemblies.stream().findFirst();
        if (stated == null || stated.isBlank()) {
            return own.orElseThrow(() -> new UnreadableInput(
                    "assembly-required",
                    "the header shows no assembly that we know; give it as a parameter",
                    "header"));
        }
        String named = Assembly.canonical(stated.strip());
        if (own.isPresent() && !own.get().equals(named)) {
            throw new UnreadableInput(
                    "assembly-mismatch",
                    "the header is of " + own.get() + " and the parameter assembly says " + Assembly.shown(named),
                    "header");
        }
        return named;
    }

    void add(MetaLine line) {
        switch (line.key()) {
            case "INFO" -> define(info, line);
            case "FORMAT" -> define(format, line);
            case "contig" -> contig(line);
            case "reference", "assembly" -> Assembly.named(line.value()).ifPresent(assemblies::add);
            case "fileDate" -> fileDate = line.value();
            default -> {
                // says nothing that a record needs
            }
        }
    }

    private static void define(Map<String, FieldDefinition> fields, MetaLine line) {
        String id = line.attribute("ID");
        String number = line.attribute("Number");
        String type = line.attribute("Type");
        String description = line.attribute("Description");
        if (id != null && number != null && type != null) {
            fields.putIfAbsent(id, new FieldDefinition(id, number, type, description == null ? "" : description));
        }
    }

    private void contig(MetaLine line) {
        String id = line.attribute("ID");
        if (id == null) {
            return;
        }
        String length = line.attribute("length");
        long number = -1;
        if (length != null && length.matches("\\d{1,18}")) {
            number = Long.parseLong(length);
            Assembly.ofLength(id, number).ifPresent(assemblies::add);
        }
        contigLengths.put(id, number);
        String assembly = line.attribute("assembly");
        if (assembly != null) {
            Assembly.named(assembly).ifPresent(assemblies::add);
        }
        String md5 = line.attribute("md5");
        if (md5 != null) {
            Assembly.ofMd5(md5).ifPresent(assemblies::add);
        }
    }

    void columns(long line, int count, List<String> names, int[] places) {
        columnsLine = line;
        columns = count;
        samples = List.copyOf(names);
        sampleColumns = places.clone();
    }
}
