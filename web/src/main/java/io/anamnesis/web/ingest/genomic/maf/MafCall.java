package io.anamnesis.web.ingest.genomic.maf;

import io.anamnesis.web.ingest.genomic.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One allele of one tumour sample.
 *
 * @param sample Tumor_Sample_Barcode
 * @param assembly our name of NCBI_Build
 * @param position Start_Position, 1-based
 * @param reference bases; a dash where bases were inserted behind {@code position}
 * @param alternate bases; a dash where the reference bases were deleted
 * @param id dbSNP identifier
 * @param filters that the row failed
 * @param status Mutation_Status in lower case, such as {@code somatic}
 * @param classification Variant_Classification as it stands
 * @param alleleFraction t_alt_count among t_depth, or among t_ref_count + t_alt_count where there is no depth
 */
public record MafCall(
        String sample,
        String assembly,
        String contig,
        long position,
        String reference,
        String alternate,
        @Nullable String id,
        List<String> filters,
        @Nullable String status,
        @Nullable String classification,
        @Nullable Integer referenceDepth,
        @Nullable Integer alternateDepth,
        @Nullable Double alleleFraction,
        Annotation annotation,
        long line) {
    public MafCall {
        filters = List.copyOf(filters);
    }

    /** Whether it changes a protein or a splice site: what a tumour's mutational burden counts. */
    public boolean isNonsynonymous() {
        return classification != null
                && MafClasses.NONSYNONYMOUS.contains(classification.toLowerCase(java.util.Locale.ROOT));
    }

    /** Says where, never what. */
    @Override
    public String toString() {
        return "MafCall[line " + line + "]";
    }
}
