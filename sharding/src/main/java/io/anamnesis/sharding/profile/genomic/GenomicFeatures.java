package io.anamnesis.sharding.profile.genomic;

import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.sharding.profile.genomic.GenomicSlice.Biomarker;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Named numbers of what a patient's samples carry. Calls that failed a filter are counted as such and in nothing else.
 *
 * <ul>
 *   <li>{@code variants}, {@code variants.filtered}, {@code variants.snv}, {@code variants.indel}, {@code variants.symbolic},
 *       {@code variants.homozygous}, {@code variants.pathogenic}; {@code structural-variants}
 *   <li>{@code ts-tv-ratio}: transitions by transversions among single-base changes; absent where there is no transversion
 *   <li>{@code burden.<class>} over all genes and {@code burden.<GENE>.<class>} of the panel's: alleles by class of consequence
 *       (lof, missense, splice-region, synonymous)
 *   <li>{@code copy-number.<GENE>} of the panel's genes, -2 to 2; the largest in size where samples differ
 *   <li>biomarkers by their own names, the first {@value #MAX_BIOMARKERS} by name
 * </ul>
 */
final class GenomicFeatures {
    static final int MAX_BIOMARKERS = 100;

    private final GenePanel panel;
    private final TreeMap<String, Double> features = new TreeMap<>();
    private int transitions;
    private int transversions;

    private GenomicFeatures(GenePanel panel) {
        this.panel = panel;
    }

    static Map<String, Double> of(
            GenePanel panel,
            Stream<Variant> variants,
            Stream<GeneValue> values,
            Stream<StructuralVariant> structural,
            Stream<Biomarker> biomarkers) {
        GenomicFeatures result = new GenomicFeatures(panel);
        result.features.put("variants", 0.0);
        variants.forEach(result::variant);
        values.forEach(result::value);
        structural.forEach(each -> result.add("structural-variants"));
        if (result.transversions > 0) {
            result.features.put("ts-tv-ratio", (double) result.transitions / result.transversions);
        }
        biomarkers.limit(MAX_BIOMARKERS).forEach(each -> result.features.put(each.name(), each.value()));
        return result.features;
    }

    private void add(String name) {
        features.merge(name, 1.0, Double::sum);
    }

    private void variant(Variant variant) {
        if (variant.failedFilter()) {
            add("variants.filtered");
            return;
        }
        add("variants");
        kind(variant);
        if (variant.detail() != null && "homozygous".equals(variant.detail().zygosity())) {
            add("variants.homozygous");
        }
        if (Significance.isPathogenic(variant)) {
            add("variants.pathogenic");
        }
        ConsequenceClass effect = ConsequenceClass.of(variant.consequence());
        if (effect != ConsequenceClass.OTHER) {
            add("burden." + effect.featureName());
            String gene = variant.gene();
            if (gene != null && panel.has(gene)) {
                add("burden." + gene + "." + effect.featureName());
            }
        }
    }

    private void kind(Variant variant) {
        String reference = variant.reference();
        String alternate = variant.alternate();
        boolean plain = alternate.chars().allMatch(Character::isLetter) || alternate.equals("-");
        if (!plain) {
            add("variants.symbolic");
        } else if (reference.equals("-") || alternate.equals("-") || reference.length() != alternate.length()) {
            add("variants.indel");
        } else if (reference.length() == 1) {
            add("variants.snv");
            substitution(reference, alternate);
        }
    }

    private void substitution(String reference, String alternate) {
        switch ((reference + alternate).toUpperCase(Locale.ROOT)) {
            case "AG", "GA", "CT", "TC" -> transitions++;
            case "AC", "CA", "AT", "TA", "CG", "GC", "GT", "TG" -> transversions++;
            default -> {
                // an N is neither
            }
        }
    }

    private void value(GeneValue value) {
        if (value.kind().equals("copy-number") && panel.has(value.gene())) {
            features.merge(
                    "copy-number." + value.gene(),
                    value.value(),
                    (one, other) -> Math.abs(one) > Math.abs(other)
                            ? one
                            : Math.abs(one) < Math.abs(other) ? other : Math.max(one, other));
        }
    }
}
