package io.anamnesis.sharding.profile;

/**
 * Count, mean, spread and extremes of a sequence of numbers, one at a time.
 *
 * <p>Mean and squared deviations by Welford (1962, Technometrics 4:419); two sequences are joined by Chan, Golub and
 * LeVeque (1979, STAN-CS-79-773, eq. 2.1). The result depends on the order of the numbers in its last bits, so callers add
 * them in the order of their keys.
 */
final class Stats {
    long count;
    double mean;
    double squares;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    void join(Stats other) {
        if (other.count == 0) {
            return;
        }
        double delta = other.mean - mean;
        long joined = count + other.count;
        mean = count == 0 ? other.mean : mean + delta * other.count / joined;
        squares += other.squares + (count == 0 ? 0 : delta * delta * count * other.count / joined);
        count = joined;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    void clear() {
        count = 0;
        mean = 0;
        squares = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
    }

    /** Sample standard deviation (n−1); NaN below two numbers. */
    double sd() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }
}
