package io.anamnesis.web.ingest.genomic.maf;

import java.util.Set;

/** Groups of Variant_Classification. */
final class MafClasses {
    /** What cBioPortal counts as nonsynonymous for TMB: all but silent, non-coding and unplaced classes. */
    static final Set<String> NONSYNONYMOUS = Set.of(
            "missense_mutation",
            "nonsense_mutation",
            "nonstop_mutation",
            "frame_shift_del",
            "frame_shift_ins",
            "in_frame_del",
            "in_frame_ins",
            "splice_site",
            "translation_start_site");

    private MafClasses() {}
}
