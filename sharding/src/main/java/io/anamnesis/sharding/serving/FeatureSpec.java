package io.anamnesis.sharding.serving;

import java.util.regex.Pattern;

/**
 * One number that a model looks at.
 *
 * @param name in full, as the index knows it, such as {@code genomics.burden.lof}
 * @param unit UCUM; 1 for counts, ratios and scores
 * @param zeroIfAbsent whether it is 0 and not unknown where the modality is there without it: counts of things that were found
 */
public record FeatureSpec(String name, String unit, boolean zeroIfAbsent) {
    private static final Pattern COUNTED =
            Pattern.compile("genomics\\.(variants(\\..+)?|structural-variants|burden\\..+)"
                    + "|imaging\\.(series|instances)\\..+|notes\\.(entities|concept)\\..+|clinical\\..+-count");

    /** Of a name alone: counts are known by how they are called. */
    public static FeatureSpec of(String name, String unit) {
        return new FeatureSpec(name, unit, COUNTED.matcher(name).matches());
    }

    /** The value that a model is given. */
    public float value(double number) {
        return Double.isNaN(number) && zeroIfAbsent ? 0 : (float) number;
    }
}
