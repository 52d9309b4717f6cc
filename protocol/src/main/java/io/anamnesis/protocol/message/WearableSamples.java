package io.anamnesis.protocol.message;

import java.util.Arrays;

/**
 * Samples of one metric as the device gave them.
 *
 * <p>Shape: two arrays of equal length n, 1 ≤ n ≤ {@value #MAX_SAMPLES}. Order is free and repeats are allowed: the fold
 * keys a sample by (metric, device, time).
 */
public final class WearableSamples {
    /** The most samples in one message. */
    public static final int MAX_SAMPLES = 10_000;

    private final String metric;
    private final String unit;
    private final long[] observedAtEpochMillis;
    private final double[] values;

    /**
     * @param metric kebab-case name of the metric, such as {@code glucose}; 1 to 64 characters of [a-z0-9-]
     * @param unit the UCUM unit of every value as sent, such as {@code mg/dL} or {@code mmol/L}
     * @param observedAtEpochMillis when each sample was measured, milliseconds since 1970-01-01T00:00Z
     * @param values finite values in {@code unit}
     * @throws IllegalArgumentException where the arrays differ in length, are empty or too long, or a value is not finite
     */
    public WearableSamples(String metric, String unit, long[] observedAtEpochMillis, double[] values) {
        if (!isMetricName(metric)) {
            throw new IllegalArgumentException("a metric has 1 to 64 characters of [a-z0-9-]");
        }
        if (unit.isBlank() || unit.length() > 32) {
            throw new IllegalArgumentException("a unit has 1 to 32 characters");
        }
        if (observedAtEpochMillis.length != values.length || values.length == 0 || values.length > MAX_SAMPLES) {
            throw new IllegalArgumentException(
                    "a message has 1 to " + MAX_SAMPLES + " samples, each with time and value; " + "here "
                            + observedAtEpochMillis.length + " times and " + values.length + " values");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("every value is a finite number");
            }
        }
        this.metric = metric;
        this.unit = unit;
        this.observedAtEpochMillis = observedAtEpochMillis.clone();
        this.values = values.clone();
    }

    /** Whether the text can name a metric. */
    public static boolean isMetricName(String name) {
        if (name.isEmpty() || name.length() > 64) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return true;
    }

    public String metric() {
        return metric;
    }

    public String unit() {
        return unit;
    }

    /** The number of samples. */
    public int size() {
        return values.length;
    }

    /** When sample {@code i} was measured, milliseconds since the epoch. */
    public long observedAtEpochMillis(int i) {
        return observedAtEpochMillis[i];
    }

    /** The value of sample {@code i}, in {@link #unit()}. */
    public double value(int i) {
        return values[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WearableSamples that
                && metric.equals(that.metric)
                && unit.equals(that.unit)
                && Arrays.equals(observedAtEpochMillis, that.observedAtEpochMillis)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * metric.hashCode() + Arrays.hashCode(observedAtEpochMillis)) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "WearableSamples[" + metric + ", " + unit + ", " + values.length + " samples]";
    }
}
