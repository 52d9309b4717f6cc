package io.anamnesis.sharding.fusion;

import java.util.Arrays;

/**
 * Each feature less its mean over the training set, divided by its deviation there. A feature that was constant gives 0, and so
 * does one that is NaN.
 */
public final class Standardiser {
    private final float[] means;
    private final float[] scales;

    /**
     * Copies.
     *
     * @param means one a feature, in its unit
     * @param deviations of the population, in the same unit; 0 for a constant feature
     */
    public Standardiser(float[] means, float[] deviations) {
        if (means.length != deviations.length) {
            throw new IllegalArgumentException(means.length + " means for " + deviations.length + " deviations");
        }
        this.means = means.clone();
        scales = new float[deviations.length];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = deviations[i] > 0 ? 1 / deviations[i] : 0;
        }
    }

    /** Leaves every value as it is. */
    public static Standardiser none(int width) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        return new Standardiser(new float[width], ones);
    }

    /** As it was read back: scales are one by the deviation, 0 for a constant feature. */
    public static Standardiser ofScales(float[] means, float[] scales) {
        Standardiser standardiser = new Standardiser(means, new float[scales.length]);
        System.arraycopy(scales, 0, standardiser.scales, 0, scales.length);
        return standardiser;
    }

    /** A copy. */
    public float[] means() {
        return means.clone();
    }

    /** A copy. */
    public float[] scales() {
        return scales.clone();
    }

    /** The standardised value of a feature; NaN where it is NaN. */
    float value(int feature, float value) {
        return (value - means[feature]) * scales[feature];
    }

    /** Number of features. */
    public int width() {
        return means.length;
    }

    /** Writes the standardised values from {@code at} on. */
    public void apply(float[] values, float[] into, int at) {
        for (int i = 0; i < means.length; i++) {
            float value = (values[i] - means[i]) * scales[i];
            into[at + i] = Float.isNaN(value) ? 0 : value;
        }
    }
}
