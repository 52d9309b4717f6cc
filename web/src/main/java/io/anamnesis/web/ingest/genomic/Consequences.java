package io.anamnesis.web.ingest.genomic;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of severity of Sequence Ontology terms, as Ensembl documents it for VEP ("Calculated consequences", release 112),
 * and where other annotators' terms stand in it. The term itself is handed on as the source writes it.
 */
public final class Consequences {
    private static final List<String> ORDER = List.of(
            "transcript_ablation",
            "splice_acceptor_variant",
            "splice_donor_variant",
            "stop_gained",
            "frameshift_variant",
            "stop_lost",
            "start_lost",
            "transcript_amplification",
            "feature_elongation",
            "feature_truncation",
            "inframe_insertion",
            "inframe_deletion",
            "missense_variant",
            "protein_altering_variant",
            "splice_donor_5th_base_variant",
            "splice_region_variant",
            "splice_donor_region_variant",
            "splice_polypyrimidine_tract_variant",
            "incomplete_terminal_codon_variant",
            "start_retained_variant",
            "stop_retained_variant",
            "synonymous_variant",
            "coding_sequence_variant",
            "mature_miRNA_variant",
            "5_prime_UTR_variant",
            "3_prime_UTR_variant",
            "non_coding_transcript_exon_variant",
            "intron_variant",
            "NMD_transcript_variant",
            "non_coding_transcript_variant",
            "coding_transcript_variant",
            "upstream_gene_variant",
            "downstream_gene_variant",
            "TFBS_ablation",
            "TFBS_amplification",
            "TF_binding_site_variant",
            "regulatory_region_ablation",
            "regulatory_region_amplification",
            "regulatory_region_variant",
            "intergenic_variant",
            "sequence_variant");

    /** Terms of SnpEff and MAF that Ensembl's table has not, beside the one of the table that they specialise or that is nearest. */
    private static final Map<String, String> LIKE = Map.ofEntries(
            Map.entry("exon_loss_variant", "transcript_ablation"),
            Map.entry("splice_site_variant", "splice_donor_variant"),
            Map.entry("rare_amino_acid_variant", "stop_gained"),
            Map.entry("initiator_codon_variant", "start_retained_variant"),
            Map.entry("conservative_inframe_insertion", "inframe_insertion"),
            Map.entry("disruptive_inframe_insertion", "inframe_insertion"),
            Map.entry("conservative_inframe_deletion", "inframe_deletion"),
            Map.entry("disruptive_inframe_deletion", "inframe_deletion"),
            Map.entry("5_prime_UTR_premature_start_codon_gain_variant", "5_prime_UTR_variant"),
            Map.entry("5_prime_UTR_truncation", "5_prime_UTR_variant"),
            Map.entry("3_prime_UTR_truncation", "3_prime_UTR_variant"),
            Map.entry("non_coding_exon_variant", "non_coding_transcript_exon_variant"),
            Map.entry("nc_transcript_variant", "non_coding_transcript_variant"),
            Map.entry("conserved_intron_variant", "intron_variant"),
            Map.entry("intragenic_variant", "coding_transcript_variant"),
            Map.entry("intergenic_region", "intergenic_variant"),
            Map.entry("conserved_intergenic_variant", "intergenic_variant"));

    /** The classes of MAF and Funcotator, which name the same changes in another vocabulary. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("frame_shift_del", "frameshift_variant"),
            Map.entry("frame_shift_ins", "frameshift_variant"),
            Map.entry("in_frame_del", "inframe_deletion"),
            Map.entry("in_frame_ins", "inframe_insertion"),
            Map.entry("missense_mutation", "missense_variant"),
            Map.entry("missense", "missense_variant"),
            Map.entry("nonsense_mutation", "stop_gained"),
            Map.entry("nonsense", "stop_gained"),
            Map.entry("nonstop_mutation", "stop_lost"),
            Map.entry("nonstop", "stop_lost"),
            Map.entry("silent", "synonymous_variant"),
            Map.entry("splice_region", "splice_region_variant"),
            Map.entry("translation_start_site", "start_lost"),
            Map.entry("start_codon_snp", "start_lost"),
            Map.entry("start_codon_del", "start_lost"),
            Map.entry("start_codon_ins", "start_lost"),
            Map.entry("de_novo_start_in_frame", "5_prime_UTR_variant"),
            Map.entry("de_novo_start_out_frame", "5_prime_UTR_variant"),
            Map.entry("3'utr", "3_prime_UTR_variant"),
            Map.entry("three_prime_utr", "3_prime_UTR_variant"),
            Map.entry("5'utr", "5_prime_UTR_variant"),
            Map.entry("five_prime_utr", "5_prime_UTR_variant"),
            Map.entry("3'flank", "downstream_gene_variant"),
            Map.entry("5'flank", "upstream_gene_variant"),
            Map.entry("five_prime_flank", "upstream_gene_variant"),
            Map.entry("three_prime_flank", "downstream_gene_variant"),
            Map.entry("intron", "intron_variant"),
            Map.entry("rna", "non_coding_transcript_exon_variant"),
            Map.entry("lincrna", "non_coding_transcript_variant"),
            Map.entry("igr", "intergenic_variant"));

    /** Severe, but of whole transcripts and features. */
    private static final List<String> NOT_CODING =
            List.of("transcript_amplification", "feature_elongation", "feature_truncation");

    private static final Map<String, Integer> RANKS = ranks();

    private Consequences() {}

    private static Map<String, Integer> ranks() {
        Map<String, Integer> result = new HashMap<>();
        ORDER.forEach(term -> result.put(term, result.size()));
        LIKE.forEach((term, like) -> result.put(term, result.getOrDefault(like, ORDER.size())));
        return Map.copyOf(result);
    }

    /** 0 is the most severe; terms that we don't know come last. */
    public static int rank(String term) {
        return RANKS.getOrDefault(term, ORDER.size());
    }

    /** Whether the term means another protein or a lost splice site: what a tumour's mutational burden counts. */
    public static boolean isNonsynonymous(@Nullable String term) {
        return term != null && rank(term) <= rank("protein_altering_variant") && !NOT_CODING.contains(term);
    }

    /** The most severe of several terms separated by {@code &}; the first of equals. */
    public static String mostSevere(String terms) {
        String best = "";
        for (String term : terms.split("&", -1)) {
            if (best.isEmpty() || rank(term) < rank(best)) {
                best = term;
            }
        }
        return best;
    }

    /**
     * The Sequence Ontology term of a MAF Variant_Classification or a Funcotator classification; null where none is meant.
     * {@code Splice_Site} does not say which end of the intron, so it becomes the term above donor and acceptor.
     */
    public static @Nullable String ofClass(String classification) {
        String name = classification.toLowerCase(Locale.ROOT);
        return name.equals("splice_site") ? "splice_site_variant" : CLASSES.get(name);
    }
}
