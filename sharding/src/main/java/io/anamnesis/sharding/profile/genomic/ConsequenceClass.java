package io.anamnesis.sharding.profile.genomic;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a Sequence Ontology term means for a gene's product, coarse enough to count. */
enum ConsequenceClass {
    /** The product is lost or cut short: what VEP rates HIGH, apart from amplification and a lost stop. */
    LOF,
    /** The product is another one: missense, in-frame changes, a lost stop. */
    MISSENSE,
    /** Near a splice site, without being at it. */
    SPLICE_REGION,
    /** The protein stays. */
    SYNONYMOUS,
    /** All else, such as introns and untranslated regions. */
    OTHER;

    private static final Map<String, ConsequenceClass> BY_TERM = Map.ofEntries(
            Map.entry("transcript_ablation", LOF),
            Map.entry("exon_loss_variant", LOF),
            Map.entry("splice_acceptor_variant", LOF),
            Map.entry("splice_donor_variant", LOF),
            Map.entry("splice_site_variant", LOF),
            Map.entry("stop_gained", LOF),
            Map.entry("frameshift_variant", LOF),
            Map.entry("start_lost", LOF),
            Map.entry("stop_lost", MISSENSE),
            Map.entry("missense_variant", MISSENSE),
            Map.entry("protein_altering_variant", MISSENSE),
            Map.entry("rare_amino_acid_variant", MISSENSE),
            Map.entry("inframe_insertion", MISSENSE),
            Map.entry("inframe_deletion", MISSENSE),
            Map.entry("conservative_inframe_insertion", MISSENSE),
            Map.entry("disruptive_inframe_insertion", MISSENSE),
            Map.entry("conservative_inframe_deletion", MISSENSE),
            Map.entry("disruptive_inframe_deletion", MISSENSE),
            Map.entry("splice_region_variant", SPLICE_REGION),
            Map.entry("splice_donor_5th_base_variant", SPLICE_REGION),
            Map.entry("splice_donor_region_variant", SPLICE_REGION),
            Map.entry("splice_polypyrimidine_tract_variant", SPLICE_REGION),
            Map.entry("synonymous_variant", SYNONYMOUS),
            Map.entry("stop_retained_variant", SYNONYMOUS),
            Map.entry("start_retained_variant", SYNONYMOUS));

    static ConsequenceClass of(@Nullable String term) {
        return term == null ? OTHER : BY_TERM.getOrDefault(term, OTHER);
    }

    String featureName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
