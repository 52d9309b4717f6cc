package io.anamnesis.sharding.fusion;

/**
 * How long ago a token was observed, as {@link AttentionWeights#TIME_FEATURES} numbers: sine and cosine of ln(1 + days) at eight
 * frequencies from one turn in 16 to one turn in 1, in equal ratios, so that hours and years are both told apart. Zeros where the
 * time is not known.
 */
public final class AgeFeatures {
    private static final double LONGEST_PERIOD = 16;
    private static final int FREQUENCIES = AttentionWeights.TIME_FEATURES / 2;

    private AgeFeatures() {}

    /** Radians per unit of ln(1 + days), of a frequency. */
    static double turns(int frequency) {
        return 2 * Math.PI / LONGEST_PERIOD * Math.pow(LONGEST_PERIOD, (double) frequency / (FREQUENCIES - 1));
    }

    /**
     * Writes them.
     *
     * @param days not negative, or NaN where not known
     * @param into the first {@link AttentionWeights#TIME_FEATURES} are overwritten
     */
    public static void write(float days, float[] into) {
        boolean known = !Float.isNaN(days);
        double turns = 2 * Math.PI * Math.log1p(known ? Math.max(0, days) : 0) / LONGEST_PERIOD;
        double ratio = Math.pow(LONGEST_PERIOD, 1.0 / (FREQUENCIES - 1));
        for (int f = 0; f < FREQUENCIES; f++) {
            into[2 * f] = known ? (float) Math.sin(turns) : 0;
            into[2 * f + 1] = known ? (float) Math.cos(turns) : 0;
            turns *= ratio;
        }
    }
}
