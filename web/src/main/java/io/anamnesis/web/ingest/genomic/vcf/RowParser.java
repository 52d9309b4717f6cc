package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.ByteWords;
import io.anamnesis.web.ingest.genomic.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a record of a line. Holds buffers, so one thread may use it. */
final class RowParser {
    private final VcfHeader header;
    private final Refusals refusals;
    private final InfoParser info;
    private final SampleParser samples;
    private final int[] tabs = new int[10];
    private String lastContig = "";

    RowParser(VcfHeader header, Refusals refusals) {
        this.header = header;
        this.refusals = refusals;
        this.info = new InfoParser(header, refusals);
        this.samples = new SampleParser(header, refusals);
    }

    /** The record, or null where the line was refused. */
    @Nullable
    VcfRecord parse(long line, String text) {
        return parse(line, bytes(text), text);
    }

    /** The same of a line that is ASCII only, and that nobody changes any more. */
    @Nullable
    VcfRecord parse(long line, byte[] ascii) {
        return parse(line, ascii, null);
    }

    /** One byte a character; what is beyond ASCII is none of the marks that are looked for. */
    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length == text.length()) {
            return bytes;
        }
        byte[] each = new byte[text.length()];
        for (int i = 0; i < each.length; i++) {
            char c = text.charAt(i);
            each[i] = c < 0x80 ? (byte) c : (byte) '?';
        }
        return each;
    }

    private @Nullable VcfRecord parse(long line, byte[] row, @Nullable String whole) {
        int cells = 1;
        for (int at = ByteWords.find(row, '\t', 0, row.length); at < row.length && cells < 10; ) {
            tabs[cells++] = at;
            at = ByteWords.find(row, '\t', at + 1, row.length);
        }
        boolean sampled = header.columns() > 9;
        boolean extraTab = cells == 9 && row[row.length - 1] == '\t';
        if (cells < (sampled ? 10 : 8) || (cells > header.columns() && !extraTab)) {
            return refuse(line, null, VcfFault.COLUMNS);
        }
        // of a row of many samples only its beginning is made text
        String text = whole == null
                ? new String(row, 0, cells == 10 ? tabs[9] : row.length, StandardCharsets.US_ASCII)
                : whole;
        tabs[0] = -1;
        String contig = contig(line, cell(text, 0));
        long position = position(line, text, tabs[1] + 1, tabs[2]);
        if (contig == null || position < 0) {
            return null;
        }
        String reference = cell(text, 3);
        if (!Alleles.isBases(reference)) {
            return refuse(line, "REF", VcfFault.REF);
        }
        List<String> alternates = alternates(line, cell(text, 4));
        String filter = filter(line, cell(text, 6));
        if (alternates == null || filter == null) {
            return null;
        }
        VcfRecord record = new VcfRecord(
                line,
                contig,
                position,
                id(line, cell(text, 2)),
                reference,
                alternates,
                quality(line, cell(text, 5)),
                filter);
        info.parse(record, cells > 8 ? text.substring(tabs[7] + 1, tabs[8]) : text.substring(tabs[7] + 1));
        if (sampled) {
            record.row(row, whole);
            return samples.parse(record, row, text.substring(tabs[8] + 1, tabs[9]), tabs[9] + 1) ? record : null;
        }
        return record;
    }

    private String cell(String text, int column) {
        return text.substring(tabs[column] + 1, tabs[column + 1]);
    }

    private @Nullable VcfRecord refuse(long line, @Nullable String element, Fault fault) {
        refusals.row(line, element, fault);
        return null;
    }

    /** HLA contigs of GRCh38 hold colons and asterisks, so those are no faults. */
    private @Nullable String contig(long line, String name) {
        if (name.equals(lastContig)) {
            return lastContig;
        }
        boolean symbol = name.startsWith("<") && name.endsWith(">") && name.length() > 2;
        for (int i = symbol ? 1 : 0; i < name.length() - (symbol ? 1 : 0); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == ',' || c == '<' || c == '>' || c == '"' || c == '[' || c == ']' || c == 0x7f) {
                refusals.row(line, "CHROM", VcfFault.CONTIG);
                return null;
            }
        }
        if (name.isEmpty() || name.length() > 256) {
            refusals.row(line, "CHROM", VcfFault.CONTIG);
            return null;
        }
        lastContig = name;
        return name;
    }

    private long position(long line, String text, int from, int to) {
        long value = 0;
        boolean good = to > from && to - from <= 18;
        for (int i = from; good && i < to; i++) {
            int digit = text.charAt(i) - '0';
            good = digit >= 0 && digit <= 9;
            value = value * 10 + digit;
        }
        if (!good) {
            refusals.row(line, "POS", VcfFault.POSITION);
            return -1;
        }
        return value;
    }

    private String id(long line, String id) {
        if (id.equals(".")) {
            return id;
        }
        if (id.isEmpty() || hasSpace(id) || (id.indexOf(';') >= 0 && !isList(id))) {
            refusals.field(line, "ID", VcfFault.ID);
            return ".";
        }
        return id;
    }

    private static boolean isList(String text) {
        String[] parts = text.split(";", -1);
        Set<String> seen = new HashSet<>();
        return Arrays.stream(parts).allMatch(part -> !part.isEmpty() && seen.add(part));
    }

    private static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }

    private @Nullable List<String> alternates(long line, String cell) {
        if (cell.equals(".")) {
            return List.of();
        }
        if (cell.indexOf(',') < 0) {
            return Alleles.isAlternate(cell) ? List.of(cell) : badAlternate(line);
        }
        List<String> result = new ArrayList<>();
        for (String allele : cell.split(",", -1)) {
            if (!Alleles.isAlternate(allele)) {
                return badAlternate(line);
            }
            result.add(allele);
        }
        return List.copyOf(result);
    }

    private @Nullable List<String> badAlternate(long line) {
        refusals.row(line, "ALT", VcfFault.ALT);
        return null;
    }

    private @Nullable Double quality(long line, String cell) {
        if (cell.equals(".")) {
            return null;
        }
        if (Numbers.isNotFinite(cell)) {
            refusals.field(line, "QUAL", VcfFault.NOT_FINITE);
            return null;
        }
        double value = Numbers.finite(cell).orElse(-1);
        if (value < 0) {
            refusals.field(line, "QUAL", VcfFault.QUALITY);
            return null;
        }
        return value;
    }

    private @Nullable String filter(long line, String cell) {
        if (cell.equals("PASS") || cell.equals(".")) {
            return cell;
        }
        boolean list = cell.indexOf(';') >= 0;
        boolean good = !cell.isEmpty() && !hasSpace(cell) && (list ? isFilterList(cell) : !cell.equals("0"));
        if (!good) {
            refusals.row(line, "FILTER", VcfFault.FILTER);
            return null;
        }
        return cell;
    }

    private static boolean isFilterList(String cell) {
        return isList(cell)
                && Arrays.stream(cell.split(";", -1)).noneMatch(name -> name.equals(".") || name.equals("0"));
    }
}
