package io.anamnesis.sharding.evaluation;

/**
 * How far patients of now are from those a model was made with, of one number.
 *
 * @param stability the population stability index: Σ (q − p)·ln(q/p) over all bins, the one of missing numbers included; 0 where nothing
 *     moved. It is the symmetric divergence of Jeffreys (1946, Proc R Soc A 186), used so since Siddiqi (2006, Credit Risk Scorecards). Half a patient
 *     is added to each bin, so that an empty one is not infinitely far
 * @param chance what the index is about where patients are drawn anew and nothing moved: (bins − 1)·(1/n + 1/m) (Yurdakul and Naranjo 2020, J
 *     Risk Model Validation 14)
 * @param distance of Kolmogorov and Smirnov: the greatest difference of the cumulated shares of those who have the number, 0 to 1; NaN where
 *     nobody has it, then or now
 * @param missingThen share without the number, then
 * @param missingNow share without it, now
 */
public record Drift(double stability, double chance, double distance, double missingThen, double missingNow) {
    /** An index from here on, less what chance gives, is worth a look; a convention (Siddiqi 2006). */
    public static final double WATCH = 0.1;

    /** From here on scores can't be relied on any more; the same. */
    public static final double ALARM = 0.25;

    private static final double ADDED = 0.5;

    /** How it stands. */
    public enum Level {
        /** Too few patients to tell. */
        UNKNOWN,
        /** Nothing that chance would not give. */
        STEADY,
        /** Worth a look. */
        WATCH,
        /** Not those patients any more. */
        ALARM
    }

    /**
     * Of counts by bin.
     *
     * @param now as many bins as the reference has
     */
    public static Drift of(ReferenceHistogram reference, long[] now) {
        int bins = reference.bins();
        long[] then = reference.counts().stream().mapToLong(Long::longValue).toArray();
        double n = sum(then, bins);
        double m = sum(now, bins);
        double stability = 0;
        for (int bin = 0; bin < bins; bin++) {
            double p = (then[bin] + ADDED) / (n + ADDED * bins);
            double q = (now[bin] + ADDED) / (m + ADDED * bins);
            stability += (q - p) * Math.log(q / p);
        }
        return new Drift(
                stability,
                (bins - 1) * (1 / n + 1 / m),
                distance(then, now, bins - 1),
                then[bins - 1] / n,
                now[bins - 1] / m);
    }

    private static double sum(long[] counts, int bins) {
        long sum = 0;
        for (int bin = 0; bin < bins; bin++) {
            sum += counts[bin];
        }
        return sum;
    }

    private static double distance(long[] then, long[] now, int bins) {
        double n = sum(then, bins);
        double m = sum(now, bins);
        double one = 0;
        double other = 0;
        double most = n == 0 || m == 0 ? Double.NaN : 0;
        for (int bin = 0; bin < bins; bin++) {
            one += then[bin] / n;
            other += now[bin] / m;
            most = Math.max(most, Math.abs(one - other));
        }
        return most;
    }

    /**
     * How it stands with so many patients.
     *
     * @param least patients from which on it is told
     */
    public Level level(long patients, long least) {
        double beyond = stability - chance;
        if (patients < least || Double.isNaN(beyond)) {
            return Level.UNKNOWN;
        }
        return beyond >= ALARM ? Level.ALARM : beyond >= WATCH ? Level.WATCH : Level.STEADY;
    }
}
