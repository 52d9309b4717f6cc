package io.anamnesis.sharding.profile.glycemic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one UTC day in time order, with what was last computed of them alone.
 *
 * <p>A change drops all of that; the other days keep theirs. Not shared between threads.
 */
final class DayReadings {
    static final long DAY_MILLIS = 86_400_000;

    private final long day;
    /** Since the start of the day: an int holds every millisecond of it. */
    private int[] millis;

    private double[] mgPerDl;
    private int size;
    private @Nullable ReadingSums sums;
    private double @Nullable [] sortedReadings;
    private double @Nullable [] sortedSteps;
    private @Nullable GridDay gridDay;

    DayReadings(long day) {
        this(day, new int[16], new double[16], 0);
    }

    private DayReadings(long day, int[] millis, double[] mgPerDl, int size) {
        this.day = day;
        this.millis = millis;
        this.mgPerDl = mgPerDl;
        this.size = size;
    }

    /** O(1) amortised after the last reading, else O(log size) to find the place and O(size) to make room. */
    void put(int milliOfDay, double value) {
        int at = size == 0 || milliOfDay > millis[size - 1] ? -size - 1 : find(milliOfDay);
        if (at >= 0) {
            mgPerDl[at] = value;
        } else {
            insert(-at - 1, milliOfDay, value);
        }
        forget();
    }

    /** Copies the instants behind {@code at}; where the next go. */
    int copyTimes(long[] times, int at) {
        for (int i = 0; i < size; i++) {
            times[at + i] = startMillis() + millis[i];
        }
        return at + size;
    }

    /** Copies the values behind {@code at}; where the next go. */
    int copyValues(double[] values, int at) {
        System.arraycopy(mgPerDl, 0, values, at, size);
        return at + size;
    }

    boolean remove(int milliOfDay) {
        int at = find(milliOfDay);
        if (at < 0) {
            return false;
        }
        System.arraycopy(millis, at + 1, millis, at, size - at - 1);
        System.arraycopy(mgPerDl, at + 1, mgPerDl, at, size - at - 1);
        size--;
        forget();
        return true;
    }

    private void insert(int at, int milliOfDay, double value) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, size + (size >> 1));
            mgPerDl = Arrays.copyOf(mgPerDl, size + (size >> 1));
        }
        System.arraycopy(millis, at, millis, at + 1, size - at);
        System.arraycopy(mgPerDl, at, mgPerDl, at + 1, size - at);
        millis[at] = milliOfDay;
        mgPerDl[at] = value;
        size++;
    }

    private int find(int milliOfDay) {
        return Arrays.binarySearch(millis, 0, size, milliOfDay);
    }

    private void forget() {
        sums = null;
        sortedReadings = null;
        sortedSteps = null;
        gridDay = null;
    }

    /** The readings of this day from one instant to before another; this same object, with its caches, where that is all. */
    DayReadings within(long fromEpochMillis, long toEpochMillis) {
        int from = indexAtOrAfter(fromEpochMillis);
        int to = Math.max(from, indexAtOrAfter(toEpochMillis));
        if (from == 0 && to == size) {
            return this;
        }
        return new DayReadings(
                day, Arrays.copyOfRange(millis, from, to), Arrays.copyOfRange(mgPerDl, from, to), to - from);
    }

    private int indexAtOrAfter(long epochMillis) {
        if (epochMillis <= startMillis()) {
            return 0;
        }
        if (epochMillis >= startMillis() + DAY_MILLIS) {
            return size;
        }
        int at = find((int) (epochMillis - startMillis()));
        return at >= 0 ? at : -at - 1;
    }

    ReadingSums sums() {
        if (sums == null) {
            sums = ReadingSums.ofDay(mgPerDl, size);
        }
        return sums;
    }

    double[] sortedReadings() {
        if (sortedReadings == null) {
            sortedReadings = Arrays.copyOf(mgPerDl, size);
            Arrays.sort(sortedReadings);
        }
        return sortedReadings;
    }

    /** Milliseconds from each reading to the next of the same day, ascending. */
    double[] sortedSteps() {
        if (sortedSteps == null) {
            sortedSteps = new double[Math.max(0, size - 1)];
            for (int i = 0; i < sortedSteps.length; i++) {
                sortedSteps[i] = millis[i + 1] - millis[i];
            }
            Arrays.sort(sortedSteps);
        }
        return sortedSteps;
    }

    /** This day on the grid, between the readings nearest to it; kept until a day, a neighbour or the grid changes. */
    GridDay gridDay(GridSpacing spacing, @Nullable DayReadings before, @Nullable DayReadings after) {
        if (gridDay == null || !gridDay.isFor(spacing, before, after)) {
            gridDay = GridDay.interpolate(spacing, before, this, after);
        }
        return gridDay;
    }

    int size() {
        return size;
    }

    long startMillis() {
        return day * DAY_MILLIS;
    }

    long epochMillis(int index) {
        return startMillis() + millis[index];
    }

    double mgPerDl(int index) {
        return mgPerDl[index];
    }

    int bytesEstimate() {
        int cached = (sums == null ? 0 : 192)
                + (sortedReadings == null ? 0 : 16 + 8 * sortedReadings.length)
                + (sortedSteps == null ? 0 : 16 + 8 * sortedSteps.length)
                + (gridDay == null ? 0 : gridDay.bytesEstimate());
        return 96 + 12 * millis.length + cached;
    }
}
