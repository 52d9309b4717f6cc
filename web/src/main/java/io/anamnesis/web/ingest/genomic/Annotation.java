package io.anamnesis.web.ingest.genomic;

import org.jspecify.annotations.Nullable;

/**
 * What an annotator says of one allele, by its most severe consequence.
 *
 * @param gene symbol
 * @param consequence Sequence Ontology term
 * @param transcript the transcript that the consequence and the HGVS expressions are about
 * @param hgvsC change of the coding (or non-coding) transcript
 * @param hgvsP change of the protein
 * @param significance clinical significance, lower case, as ClinVar's vocabulary names it: {@code likely_pathogenic}
 */
public record Annotation(
        @Nullable String gene,
        @Nullable String consequence,
        @Nullable String transcript,
        @Nullable String hgvsC,
        @Nullable String hgvsP,
        @Nullable String significance) {
    /** Nothing said. */
    public static final Annotation NONE = new Annotation(null, null, null, null, null, null);

    /** The same with a significance, unless it has one. */
    public Annotation orSignificance(@Nullable String other) {
        return significance != null || other == null
                ? this
                : new Annotation(gene, consequence, transcript, hgvsC, hgvsP, other);
    }
}
