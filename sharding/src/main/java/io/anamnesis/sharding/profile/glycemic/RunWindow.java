package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/** The part of an ascending run in which a value is still looked for: of a sorted array, or of its distances from a centre. */
final class RunWindow {
    private final double[] sorted;
    private final int first;
    private final int length;
    private final double centre;
    private final boolean downwards;

    private int from;
    private int to;
    private int notLess;
    private int greater;

    private RunWindow(double[] sorted, int first, int length, double centre, boolean downwards) {
        this.sorted = sorted;
        this.first = first;
        this.length = length;
        this.centre = centre;
        this.downwards = downwards;
        open();
    }

    static RunWindow of(double[] sorted) {
        return new RunWindow(sorted, 0, sorted.length, 0, false);
    }

    /**
     * The distances from a centre as two runs, one on either side of it. Rounding keeps a difference monotonic, so that each
     * is ascending as computed.
     */
    static List<RunWindow> distances(double[] sorted, double centre) {
        RunWindow whole = of(sorted);
        int split = whole.search(centre, false);
        return List.of(
                new RunWindow(sorted, split - 1, split, centre, true),
                new RunWindow(sorted, split, sorted.length - split, centre, false));
    }

    private double at(int index) {
        return downwards ? centre - sorted[first - index] : sorted[first + index] - centre;
    }

    /** Back to the whole run. */
    void open() {
        from = 0;
        to = length;
    }

    int length() {
        return to - from;
    }

    double middle() {
        return at((from + to) >>> 1);
    }

    /** Finds what is less than the pivot, equal to it and greater; O(log length). */
    void split(double pivot) {
        notLess = search(pivot, false);
        greater = search(pivot, true);
    }

    private int search(double pivot, boolean passEqual) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            double value = at(middle);
            if (value < pivot || (passEqual && value == pivot)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int less() {
        return notLess - from;
    }

    int atMost() {
        return greater - from;
    }

    /** Infinite where nothing is greater. */
    double leastGreater() {
        return greater < to ? at(greater) : Double.POSITIVE_INFINITY;
    }

    void keepLess() {
        to = notLess;
    }

    void keepGreater() {
        from = greater;
    }
}
