package io.anamnesis.web.ingest.genomic.study;

import org.jspecify.annotations.Nullable;

/**
 * A number of a gene in a molecular profile.
 *
 * @param kind {@code copy-number} (-2 deep deletion, -1 shallow deletion, 0 neutral, 1 gain, 2 amplification), {@code
 *     copy-number-log2}, {@code expression}, {@code expression-z-score}, {@code methylation} (beta, 0 to 1), {@code protein}
 * @param profile stable_id of the profile
 * @param gene symbol; where the file has none, {@code entrez:} and the number
 * @param entrez NCBI gene number; null where absent
 */
public record GeneValue(
        String kind, String profile, String gene, @Nullable Long entrez, double value) {
    @Override
    public String toString() {
        return "GeneValue[" + kind + "]";
    }
}
