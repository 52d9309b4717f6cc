package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alternate allele that one sample carries.
 *
 * @param sample index in the header's list
 * @param contig as the source names it
 * @param position 1-based
 * @param alternate bases, a symbol or a breakend
 * @param id identifiers, separated by semicolons; null where none
 * @param quality of the site, phred-scaled
 * @param filters the filters that the site failed; empty where it passed or none were applied; see {@code passed}
 * @param passed whether the source says PASS; null where filters were not applied
 * @param genotype with this alternate as 1, the reference as 0, every other allele as a dot; null where the source has none
 * @param referenceDepth reads of the reference allele
 * @param alternateDepth reads of this allele
 * @param alleleFraction reads of this allele among all of the site, or as the source states it; 0 to 1
 * @param line where it stands
 */
public record VariantCall(
        int sample,
        String contig,
        long position,
        String reference,
        String alternate,
        @Nullable String id,
        @Nullable Double quality,
        List<String> filters,
        @Nullable Boolean passed,
        @Nullable String genotype,
        boolean phased,
        @Nullable Zygosity zygosity,
        @Nullable Integer referenceDepth,
        @Nullable Integer alternateDepth,
        @Nullable Double alleleFraction,
        Annotation annotation,
        long line) {
    public VariantCall {
        filters = List.copyOf(filters);
    }

    /** Says where, never what. */
    @Override
    public String toString() {
        return "VariantCall[line " + line + "]";
    }
}
