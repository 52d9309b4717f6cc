package io.anamnesis.protocol.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Variant calls of one sample.
 *
 * @param assembly the reference, such as {@code GRCh38}; never guessed
 * @param sampleId the sample within the source
 * @param variants the calls, VCF 4.x coordinates; at most {@value #MAX_VARIANTS} a message
 * @param biomarkers named numbers such as {@code tmb-per-mb}
 */
public record VariantCalls(String assembly, String sampleId, List<Variant> variants, Map<String, Double> biomarkers) {
    /** The most variants in one message. */
    public static final int MAX_VARIANTS = 10_000;

    public VariantCalls {
        if (variants.size() > MAX_VARIANTS) {
            throw new IllegalArgumentException(
                    "at most " + MAX_VARIANTS + " variants a message, here " + variants.size());
        }
        variants = List.copyOf(variants);
        biomarkers = Map.copyOf(biomarkers);
    }

    /**
     * One allele.
     *
     * @param contig contig name as in the source
     * @param position 1-based position
     * @param reference reference allele
     * @param alternate one alternate allele
     * @param genotype VCF genotype text such as {@code 0/1}
     * @param gene HGNC symbol, where annotated
     * @param consequence Sequence Ontology term, where annotated
     * @param hgvs HGVS expression, where annotated
     * @param alleleFraction variant allele fraction, 0 to 1
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
            @Nullable Double alleleFraction) {}
}
