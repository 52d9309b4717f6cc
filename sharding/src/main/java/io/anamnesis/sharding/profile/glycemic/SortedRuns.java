package io.anamnesis.sharding.profile.glycemic;

import java.util.ArrayList;
import java.util.List;

/**
 * Order statistics over several ascending runs, without merging them.
 *
 * <p>The k-th value is found by narrowing a window in each run around pivots taken from the longest window. Expected cost
 * O(runs · log(run) · log(values)). A value found so is one of the values given, hence exact and
 * independent of how they are spread over runs.
 */
final class SortedRuns {
    private final List<double[]> runs;
    private final int count;

    /** The runs are each ascending, free of NaN and negative zero; they are kept, not copied. */
    SortedRuns(List<double[]> runs) {
        this.runs = runs;
        this.count = runs.stream().mapToInt(run -> run.length).sum();
    }

    /**
     * Quantile of Hyndman and Fan 1996, The American Statistician 50, definition 7.
     *
     * @param share from 0 to 1
     * @return NaN where there is no value
     */
    double quantile(double share) {
        List<RunWindow> windows = new ArrayList<>();
        runs.forEach(run -> windows.add(RunWindow.of(run)));
        return quantile(windows, share);
    }

    private double quantile(List<RunWindow> windows, double share) {
        if (count == 0) {
            return Double.NaN;
        }
        double position = (count - 1) * share;
        int below = (int) position;
        double part = position - below;
        double lower = ranked(windows, below);
        if (part == 0) {
            return lower;
        }
        double upper = after(windows, below, lower);
        // equal neighbours must not pass through the arithmetic: it may round away from them
        return lower == upper ? lower : lower + part * (upper - lower);
    }

    /** The median of |value − centre|; NaN where there is no value. */
    double medianDistanceFrom(double centre) {
        List<RunWindow> windows = new ArrayList<>();
        for (double[] run : runs) {
            windows.addAll(RunWindow.distances(run, centre));
        }
        return quantile(windows, 0.5);
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

    /** The value of the next rank, where the windows have just been split by the value of a rank. O(runs · log(run)). */
    private static double after(List<RunWindow> windows, int rank, double value) {
        int atMost = 0;
        double next = Double.POSITIVE_INFINITY;
        for (RunWindow window : windows) {
            window.open();
            window.split(value);
            atMost += window.atMost();
            next = Math.min(next, window.leastGreater());
        }
        return atMost > rank + 1 ? value : next;
    }

    private static double ranked(List<RunWindow> windows, int rank) {
        windows.forEach(RunWindow::open);
        int left = rank;
        while (true) {
            double pivot = longest(windows).middle();
            int less = 0;
            int atMost = 0;
            for (RunWindow window : windows) {
                window.split(pivot);
                less += window.less();
                atMost += window.atMost();
            }
            if (left < less) {
                windows.forEach(RunWindow::keepLess);
            } else if (left < atMost) {
                return pivot;
            } else {
                windows.forEach(RunWindow::keepGreater);
                left -= atMost;
            }
        }
    }

    private static RunWindow longest(List<RunWindow> windows) {
        RunWindow longest = windows.get(0);
        for (RunWindow window : windows) {
            longest = window.length() > longest.length() ? window : longest;
        }
        return longest;
    }
}
