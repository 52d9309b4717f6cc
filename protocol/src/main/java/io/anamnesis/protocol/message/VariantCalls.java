package io.anamnesis.protocol.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a molecular test says of one sample.
 *
 * @param assembly the reference, such as {@code GRCh38}; never guessed
 * @param sampleId the sample within the source
 * @param variants the calls, VCF 4.x coordinates; at most {@value #MAX_VARIANTS} a message
 * @param biomarkers named numbers such as {@code tmb-per-mb}
 * @param geneValues numbers of genes, such as copy numbers; at most {@value #MAX_VARIANTS} a message
 * @param structuralVariants joined places; at most {@value #MAX_VARIANTS} a message
 */
public record VariantCalls(
        String assembly,
        String sampleId,
        List<Variant> variants,
        Map<String, Double> biomarkers,
        List<GeneValue> geneValues,
        List<StructuralVariant> structuralVariants) {
    /** The most things of one kind in one message. */
    public static final int MAX_VARIANTS = 10_000;

    public VariantCalls {
        bound("variants", variants.size());
        bound("gene values", geneValues.size());
        bound("structural variants", structuralVariants.size());
        variants = List.copyOf(variants);
        biomarkers = Map.copyOf(biomarkers);
        geneValues = List.copyOf(geneValues);
        structuralVariants = List.copyOf(structuralVariants);
    }

    /** Variants and biomarkers only. */
    public VariantCalls(String assembly, String sampleId, List<Variant> variants, Map<String, Double> biomarkers) {
        this(assembly, sampleId, variants, biomarkers, List.of(), List.of());
    }

    private static void bound(String what, int size) {
        if (size > MAX_VARIANTS) {
            throw new IllegalArgumentException("at most " + MAX_VARIANTS + " " + what + " a message, here " + size);
        }
    }

    /**
     * One allele.
     *
     * @param contig contig name as in the source
     * @param position 1-based position
     * @param reference reference allele; a dash where a MAF says that bases were inserted behind the position
     * @param alternate one alternate allele: bases, {@code <…>} or a breakend; a dash where a MAF says that bases were deleted
     * @param genotype VCF genotype text such as {@code 0/1}, with this alternate as 1
     * @param gene HGNC symbol, where annotated
     * @param consequence Sequence Ontology term, where annotated
     * @param hgvs HGVS expression, where annotated: of the protein, else of the transcript
     * @param alleleFraction variant allele fraction, 0 to 1
     * @param detail more, where the source has it
     */
    public record Variant(
            String contig,
            long position,
            String reference,
            String alternate,
            @Nullable String genotype,
            @Nullable String gene,
            @Nullable String consequence,
            @Nullable String hgvs,
            @Nullable Double alleleFraction,
            @Nullable VariantDetail detail) {

        /** Without detail. */
        public Variant(
                String contig,
                long position,
                String reference,
                String alternate,
                @Nullable String genotype,
                @Nullable String gene,
                @Nullable String consequence,
                @Nullable String hgvs,
                @Nullable Double alleleFraction) {
            this(contig, position, reference, alternate, genotype, gene, consequence, hgvs, alleleFraction, null);
        }

        /** Clinical significance, where annotated. */
        public @Nullable String significance() {
            return detail == null ? null : detail.significance();
        }

        /** Whether the source says that the call failed a filter. */
        public boolean failedFilter() {
            return detail != null && !detail.filters().isEmpty();
        }
    }

    /**
     * What else a source says of an allele; each part null where it does not.
     *
     * @param id identifiers such as {@code rs113488022}, separated by semicolons
     * @param quality of the site, phred-scaled, at least 0
     * @param filters those that it failed; empty where it passed or none were applied; at most {@value #MAX_FILTERS}
     * @param zygosity {@code heterozygous}, {@code homozygous}, {@code hemizygous} or {@code half-missing}
     * @param transcript the transcript of the consequence and of the HGVS expressions
     * @param hgvsC change of the transcript
     * @param hgvsP change of the protein
     * @param significance clinical significance in ClinVar's words, lower case: {@code likely_pathogenic}
     * @param status {@code somatic} or {@code germline}
     * @param referenceDepth reads of the reference allele
     * @param alternateDepth reads of this allele
     * @param line where it stands in its document, from 1
     */
    public record VariantDetail(
            @Nullable String id,
            @Nullable Double quality,
            List<String> filters,
            @Nullable Boolean phased,
            @Nullable String zygosity,
            @Nullable String transcript,
            @Nullable String hgvsC,
            @Nullable String hgvsP,
            @Nullable String significance,
            @Nullable String status,
            @Nullable Long referenceDepth,
            @Nullable Long alternateDepth,
            @Nullable Long line) {
        /** The most filters of one call. */
        public static final int MAX_FILTERS = 100;

        public VariantDetail {
            if (filters.size() > MAX_FILTERS) {
                throw new IllegalArgumentException("at most " + MAX_FILTERS + " filters, here " + filters.size());
            }
            filters = List.copyOf(filters);
        }
    }

    /**
     * A number of a gene.
     *
     * @param kind {@code copy-number}, {@code copy-number-log2}, {@code expression}, {@code expression-z-score}, {@code
     *     methylation}, {@code protein}
     * @param profile the source's name of the measurement
     * @param gene HGNC symbol, or {@code entrez:} and the number
     * @param line where it stands in its document, from 1
     */
    public record GeneValue(
            String kind,
            String profile,
            String gene,
            double value,
            @Nullable Long line) {
        public GeneValue {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a gene's value is a finite number");
            }
        }
    }

    /**
     * Two joined places of the genome; what is not known of one is null.
     *
     * @param type such as {@code fusion}
     * @param status {@code somatic} or {@code germline}
     * @param frame effect on the reading frame, as the source names it
     * @param variantReads reads that show it
     * @param line where it stands in its document, from 1
     */
    public record StructuralVariant(
            @Nullable String gene1,
            @Nullable String contig1,
            @Nullable Long position1,
            @Nullable String gene2,
            @Nullable String contig2,
            @Nullable Long position2,
            @Nullable String type,
            @Nullable String status,
            @Nullable String frame,
            @Nullable Long variantReads,
            @Nullable Long line) {}
}
