package io.anamnesis.web.ingest.genomic.maf;

import io.anamnesis.web.ingest.genomic.Annotation;
import io.anamnesis.web.ingest.genomic.Assembly;
import io.anamnesis.web.ingest.genomic.Consequences;
import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.TsvTable;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads MAF rows. Alleles keep MAF's form, in which an insertion or deletion has a dash and no base before it: that base is
 * only in the reference sequence.
 */
public final class MafReader {
    private static final Fault NO_SAMPLE = new Fault("missing-sample", "the row has no Tumor_Sample_Barcode");
    private static final Fault ASSEMBLY_REQUIRED =
            new Fault("assembly-required", "the row has no NCBI_Build and no parameter names the assembly");
    private static final Fault ASSEMBLY_MISMATCH =
            new Fault("assembly-mismatch", "NCBI_Build is of another assembly than the parameter or the study");
    private static final Fault POSITION =
            new Fault("malformed-position", "expected a chromosome and a whole number from 1");
    private static final Fault ALLELE = new Fault("malformed-allele", "expected bases A, C, G, T, N or a dash");
    private static final Fault NO_ALTERNATE =
            new Fault("no-alternate", "neither tumour allele differs from the reference");
    private static final Fault COUNT = new Fault("malformed-count", "expected a whole number of reads");
    private static final Fault CLASSIFICATION =
            new Fault("unknown-classification", "the class of the variant has no Sequence Ontology term");
    private static final List<String> REQUIRED =
            List.of("Chromosome", "Start_Position", "Reference_Allele", "Tumor_Seq_Allele2", "Tumor_Sample_Barcode");
    private static final Pattern BASES = Pattern.compile("[ACGTNacgtn]+|-");
    private static final Pattern SYMBOL_NONE = Pattern.compile("(?i)unknown|none");
    private static final int MAX_ALLELE = 100_000;

    private final TsvTable table;
    private final @Nullable String assembly;
    private final MafSink sink;

    private MafReader(TsvTable table, @Nullable String assembly, MafSink sink) {
        this.table = table;
        this.assembly = assembly;
        this.sink = sink;
    }

    /** Whether the first bytes hold a line of names that only a MAF has. */
    public static boolean recognises(byte[] beginning) {
        String text = new String(beginning, java.nio.charset.StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .findFirst()
                .map(line -> List.of(line.split("\t", -1)))
                .orElse(List.of())
                .containsAll(REQUIRED.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /**
     * Reads to the end. Blocks; closes nothing.
     *
     * @param assembly what the sender or the study says, or null
     * @throws UnreadableInput {@code missing-column} where it is no MAF
     */
    public static void read(InputStream in, @Nullable String assembly, MafSink sink) throws IOException {
        TsvTable table = TsvTable.open(in);
        for (String name : REQUIRED) {
            if (!table.has(name)) {
                throw new UnreadableInput("missing-column", "expected the column " + name, "header");
            }
        }
        new MafReader(table, assembly == null ? null : Assembly.canonical(assembly), sink).rows();
    }

    private void rows() throws IOException {
        while (table.next()) {
            Fault fault = table.fault();
            if (fault == null) {
                row();
            } else {
                refuse(null, fault);
            }
        }
    }

    private void row() {
        String sample = table.cell("Tumor_Sample_Barcode");
        if (sample == null) {
            refuse("Tumor_Sample_Barcode", NO_SAMPLE);
            return;
        }
        String build = build(table.cell("NCBI_Build"));
        if (build == null && assembly == null) {
            refuse("NCBI_Build", ASSEMBLY_REQUIRED);
            return;
        }
        if (build != null && assembly != null && !build.equals(assembly)) {
            refuse("NCBI_Build", ASSEMBLY_MISMATCH);
            return;
        }
        String contig = table.cell("Chromosome");
        long position = position(table.cell("Start_Position"));
        if (contig == null || position < 1) {
            refuse("Start_Position", POSITION);
            return;
        }
        String reference = table.cell("Reference_Allele");
        if (reference == null || !isAllele(reference)) {
            refuse("Reference_Allele", ALLELE);
            return;
        }
        Set<String> alternates = alternates(reference);
        if (alternates == null) {
            return;
        }
        for (String alternate : alternates) {
            sink.call(call(
                    sample,
                    java.util.Objects.requireNonNull(build == null ? assembly : build),
                    contig,
                    position,
                    reference,
                    alternate));
        }
    }

    /** NCBI_Build holds names or the bare number of GRC's assembly. */
    private static @Nullable String build(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "36", "36.1" -> "NCBI36";
            case "37" -> "GRCh37";
            case "38" -> "GRCh38";
            default -> Assembly.canonical(text);
        };
    }

    private static boolean isAllele(String text) {
        return text.length() <= MAX_ALLELE && BASES.matcher(text).matches();
    }

    /** The tumour's alleles other than the reference; null where refused. */
    private @Nullable Set<String> alternates(String reference) {
        Set<String> result = new LinkedHashSet<>();
        for (String column : List.of("Tumor_Seq_Allele2", "Tumor_Seq_Allele1")) {
            String allele = table.cell(column);
            if (allele == null || allele.equalsIgnoreCase(reference)) {
                continue;
            }
            if (!isAllele(allele)) {
                refuse(column, ALLELE);
                return null;
            }
            result.add(allele);
        }
        if (result.isEmpty()) {
            refuse(null, NO_ALTERNATE);
            return null;
        }
        return result;
    }

    private MafCall call(
            String sample, String build, String contig, long position, String reference, String alternate) {
        Integer depth = count("t_depth");
        Integer referenceDepth = count("t_ref_count");
        Integer alternateDepth = count("t_alt_count");
        Integer total = depth != null && depth > 0
                ? depth
                : referenceDepth == null || alternateDepth == null ? null : (Integer) (referenceDepth + alternateDepth);
        Double fraction = alternateDepth == null || total == null || total <= 0 || alternateDepth > total
                ? null
                : (Double) ((double) alternateDepth / total);
        String filter = table.cell("FILTER");
        String status = table.cell("Mutation_Status");
        return new MafCall(
                sample,
                build,
                contig,
                position,
                reference,
                alternate,
                identifier(),
                filter == null || filter.equals("PASS") ? List.of() : List.of(filter.split("[;,]", -1)),
                status == null ? null : status.toLowerCase(Locale.ROOT),
                table.cell("Variant_Classification"),
                referenceDepth,
                alternateDepth,
                fraction,
                annotation(),
                table.line());
    }

    private @Nullable String identifier() {
        String text = table.cell("dbSNP_RS");
        return text == null || text.equalsIgnoreCase("novel") ? null : text;
    }

    private Annotation annotation() {
        String gene = table.cell("Hugo_Symbol");
        String terms = table.cell("Consequence");
        String classification = table.cell("Variant_Classification");
        String consequence = terms == null
                ? classification == null ? null : Consequences.ofClass(classification)
                : Consequences.mostSevere(terms.replaceAll("[,;]", "&"));
        if (consequence == null && classification != null) {
            refuse("Variant_Classification", CLASSIFICATION);
        }
        String protein = table.cell("HGVSp");
        String significance = table.cell("CLIN_SIG");
        return new Annotation(
                gene == null || SYMBOL_NONE.matcher(gene).matches() ? null : gene,
                consequence,
                table.cell("Transcript_ID"),
                table.cell("HGVSc"),
                protein == null ? table.cell("HGVSp_Short") : protein,
                significance == null
                        ? null
                        : significance.toLowerCase(Locale.ROOT).replaceAll("[,;&]", "/"));
    }

    private @Nullable Integer count(String column) {
        String text = table.cell(column);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,9}(\\.0+)?")) {
            refuse(column, COUNT);
            return null;
        }
        return (int) Double.parseDouble(text);
    }

    private static long position(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private void refuse(@Nullable String element, Fault fault) {
        sink.refused(new Refusal(table.line(), element, fault.code(), fault.reason()));
    }
}
