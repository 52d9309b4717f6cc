package io.anamnesis.sharding.evaluation;

/**
 * Mean and standard deviation over repetitions.
 *
 * @param deviation of a sample (n − 1); 0 for a single value
 */
public record Spread(double mean, double deviation, int count) {

    /** Of at least one value. */
    public static Spread of(double... values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Spread(mean, values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0, values.length);
    }

    /** Standard error of the mean. */
    public double standardError() {
        return deviation / Math.sqrt(count);
    }
}
