package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Annotation;
import io.anamnesis.web.ingest.genomic.Consequences;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GATK Funcotator's FUNCOTATION: one list in square brackets per alternate allele, its fields separated by bars. Names of fields
 * carry the release of their source ({@code Gencode_34_hugoSymbol}), so they are found by their ends.
 */
final class FuncotatorFields implements Annotations.Annotator {
    private final int gene;
    private final int classification;
    private final int transcript;
    private final int coding;
    private final int protein;
    private final int significance;

    private FuncotatorFields(Map<String, Integer> places) {
        gene = ending(places, "Gencode_", "_hugoSymbol");
        classification = ending(places, "Gencode_", "_variantClassification");
        transcript = ending(places, "Gencode_", "_annotationTranscript");
        coding = ending(places, "Gencode_", "_cDnaChange");
        protein = ending(places, "Gencode_", "_proteinChange");
        significance = ending(places, "ClinVar", "CLNSIG");
    }

    static @Nullable FuncotatorFields of(String description) {
        int colon = description.lastIndexOf(": ");
        if (colon < 0) {
            return null;
        }
        FuncotatorFields result = new FuncotatorFields(AnnotationEntries.places(description.substring(colon + 2)));
        return result.gene >= 0 && result.classification >= 0 ? result : null;
    }

    private static int ending(Map<String, Integer> places, String start, String end) {
        return places.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(start) && entry.getKey().endsWith(end))
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(-1);
    }

    @Override
    public @Nullable Annotation of(VcfRecord record, int alternate) {
        String text = record.info("FUNCOTATION");
        if (text == null) {
            return null;
        }
        int from = 0;
        for (int i = 1; i < alternate && from >= 0; i++) {
            int next = text.indexOf("],[", from);
            from = next < 0 ? -1 : next + 2;
        }
        if (from < 0 || from >= text.length() || text.charAt(from) != '[') {
            return null;
        }
        // several transcripts of an allele are parted by #; the first is the one that Funcotator chose
        int to = text.indexOf("]", from);
        String[] fields = text.substring(from + 1, to < 0 ? text.length() : to).split("\\|", -1);
        String kind = field(fields, classification);
        String clinical = field(fields, significance);
        return new Annotation(
                field(fields, gene),
                kind == null ? null : Consequences.ofClass(kind),
                field(fields, transcript),
                field(fields, coding),
                field(fields, protein),
                clinical == null ? null : Significance.of(clinical));
    }

    /** Funcotator writes {@code _%20_} for a blank, {@code _%7C_} for a bar and so on. */
    private static @Nullable String field(String[] fields, int place) {
        if (place < 0 || place >= fields.length) {
            return null;
        }
        String text = Percent.decode(fields[place].replaceAll("_(%[0-9A-Fa-f]{2})_", "$1"));
        return text.isEmpty() || text.equals("Unknown") ? null : text;
    }
}
