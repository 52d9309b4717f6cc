package io.anamnesis.web.ingest.genomic.study;

import org.jspecify.annotations.Nullable;

/**
 * Two places that are joined.
 *
 * @param assembly our name of it
 * @param first the 5' partner, as the file's site 1
 * @param second the 3' partner; null where the file has none
 * @param type of the class column, lower case, such as {@code fusion}
 * @param status {@code somatic} or {@code germline}
 * @param frame effect on the reading frame as it stands
 */
public record StructuralVariant(
        String assembly,
        @Nullable Breakend first,
        @Nullable Breakend second,
        @Nullable String type,
        @Nullable String status,
        @Nullable String frame,
        @Nullable Integer tumourReads,
        @Nullable Integer tumourVariantReads,
        @Nullable String description) {

    /** One side; each part null where the file leaves it empty. */
    public record Breakend(
            @Nullable String gene,
            @Nullable String transcript,
            @Nullable String contig,
            @Nullable Long position) {}

    @Override
    public String toString() {
        return "StructuralVariant[" + type + "]";
    }
}
