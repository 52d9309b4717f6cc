package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/**
 * Order statistics over several ascending runs, without merging them.
 *
 * <p>The k-th value is found by halving the ordered bit patterns of doubles between the least and the greatest value: at most
 * 64 rounds of one binary search a run, so O(runs · log(run) · 64), and nothing is allocated. A value found so is one of the
 * values given, hence exact.
 */
final class SortedRuns {
    private final List<double[]> runs;
    private final int count;

    /** The runs are each ascending, free of NaN and negative zero; they are kept, not copied. */
    SortedRuns(List<double[]> runs) {
        this.runs = runs;
        this.count = runs.stream().mapToInt(run -> run.length).sum();
    }

    int count() {
        return count;
    }

    /**
     * Quantile of Hyndman and Fan 1996, The American Statistician 50, definition 7.
     *
     * @param share from 0 to 1
     * @return NaN where there is no value
     */
    double quantile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        double position = (count - 1) * share;
        int below = (int) position;
        double lower = ranked(below);
        double part = position - below;
        // equal neighbours must not pass through the arithmetic: it may round away from them
        return part == 0 ? lower : between(lower, ranked(below + 1), part);
    }

    private static double between(double lower, double upper, double part) {
        return lower == upper ? lower : lower + part * (upper - lower);
    }

    /** The median of |value − centre|; NaN where there is no value. */
    double medianDistanceFrom(double centre) {
        if (count == 0) {
            return Double.NaN;
        }
        double lower = rankedDistance((count - 1) / 2, centre);
        return count % 2 == 1 ? lower : between(lower, rankedDistance(count / 2, centre), 0.5);
    }

    /** The mean of those |value − centre| that exceed a distance; NaN where none does. O(values). */
    double meanDistanceBeyond(double centre, double distance) {
        double sum = 0;
        int beyond = 0;
        for (double[] run : runs) {
            for (double value : run) {
                double off = Math.abs(value - centre);
                if (off > distance) {
                    sum += off;
                    beyond++;
                }
            }
        }
        return sum / beyond;
    }

    /** The sum of value − deducted over the values greater than a limit; O(values greater), exact for whole numbers. */
    double sumBeyond(double limit, double deducted) {
        double sum = 0;
        for (double[] run : runs) {
            for (int i = run.length - 1; i >= 0 && run[i] > limit; i--) {
                sum += run[i] - deducted;
            }
        }
        return sum;
    }

    private double ranked(int rank) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (double[] run : runs) {
            if (run.length > 0) {
                low = Math.min(low, ordered(run[0]));
                high = Math.max(high, ordered(run[run.length - 1]));
            }
        }
        while (low < high) {
            long middle = low + (high - low) / 2;
            double candidate = unordered(middle);
            int atMost = 0;
            for (double[] run : runs) {
                atMost += countAtMost(run, candidate);
            }
            if (atMost > rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return unordered(low);
    }

    private double rankedDistance(int rank, double centre) {
        long low = ordered(0);
        long high = ordered(Double.MAX_VALUE);
        while (low < high) {
            long middle = low + (high - low) / 2;
            double candidate = unordered(middle);
            int within = 0;
            for (double[] run : runs) {
                within += countWithin(run, centre, candidate);
            }
            if (within > rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return unordered(low);
    }

    private static int countAtMost(double[] run, double limit) {
        int from = 0;
        int to = run.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (run[middle] <= limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Rounding keeps value − centre monotonic in the value, so that both ends can be searched for. */
    private static int countWithin(double[] run, double centre, double distance) {
        int from = 0;
        int to = run.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (run[middle] - centre <= distance) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        int end = from;
        from = 0;
        to = end;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (centre - run[middle] <= distance) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return end - from;
    }

    /** Maps doubles to longs of the same order. */
    private static long ordered(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
    }

    private static double unordered(long ordered) {
        return Double.longBitsToDouble(ordered >= 0 ? ordered : ordered ^ Long.MAX_VALUE);
    }
}
