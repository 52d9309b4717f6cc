package io.anamnesis.protocol.query;

/**
 * Numbers between two bounds, of which at least one is finite.
 *
 * @param from the lower bound, or negative infinity
 * @param fromIncluded whether the lower bound itself belongs to it; false where there is none
 * @param to the upper bound, or positive infinity
 * @param toIncluded as for {@code from}
 */
public record Range(double from, boolean fromIncluded, double to, boolean toIncluded) {
    /** @throws IllegalArgumentException where no number can be within */
    public Range {
        from = from == 0 ? 0.0 : from; // a negative zero is the same bound
        to = to == 0 ? 0.0 : to;
        fromIncluded &= from != Double.NEGATIVE_INFINITY;
        toIncluded &= to != Double.POSITIVE_INFINITY;
        boolean bounded = Double.isFinite(from) || Double.isFinite(to);
        boolean open = !fromIncluded || !toIncluded;
        if (!bounded || !(from <= to) || (from == to && open)) {
            throw new IllegalArgumentException(
                    "a range has a finite bound and begins before it ends, here " + from + " to " + to);
        }
    }

    /** {@code x > bound}. */
    public static Range above(double bound) {
        return new Range(bound, false, Double.POSITIVE_INFINITY, false);
    }

    /** {@code x ≥ bound}. */
    public static Range atLeast(double bound) {
        return new Range(bound, true, Double.POSITIVE_INFINITY, false);
    }

    /** {@code x < bound}. */
    public static Range below(double bound) {
        return new Range(Double.NEGATIVE_INFINITY, false, bound, false);
    }

    /** {@code x ≤ bound}. */
    public static Range atMost(double bound) {
        return new Range(Double.NEGATIVE_INFINITY, false, bound, true);
    }

    /** {@code x = value}. */
    public static Range exactly(double value) {
        return new Range(value, true, value, true);
    }

    /** {@code from ≤ x ≤ to}. */
    public static Range between(double from, double to) {
        return new Range(from, true, to, true);
    }

    /** Whether the value is within; NaN never is. */
    public boolean contains(double value) {
        boolean above =
                fromIncluded ? value >= from : value > from || (value == from && value < 0 && Double.isInfinite(from));
        boolean under = toIncluded ? value <= to : value < to || (value == to && value > 0 && Double.isInfinite(to));
        return above && under;
    }

    /** The least double within, or negative infinity: {@code x} is within where {@code least() ≤ x ≤ most()}. */
    public double least() {
        return fromIncluded || from == Double.NEGATIVE_INFINITY ? from : Math.nextUp(from);
    }

    /** The greatest double within, or positive infinity. */
    public double most() {
        return toIncluded || to == Double.POSITIVE_INFINITY ? to : Math.nextDown(to);
    }
}
