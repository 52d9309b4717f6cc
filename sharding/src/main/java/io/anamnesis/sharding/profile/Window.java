package io.anamnesis.sharding.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event-time tumbling window: its samples ordered by (time, device), and their sums.
 *
 * <p>A sample is keyed by (time, device). A sample that comes last in that order is added in a few nanoseconds; one in
 * between moves those behind it, and the sums are made anew when they are next asked for, so that they depend on the
 * samples alone and not on the order of arrival. A <em>frozen</em> window has only its sums left.
 */
final class Window {
    /** What became of a sample. */
    enum Outcome {
        ADDED,
        /** The same value again. */
        REPEATED,
        /** Another value for a known sample, which holds now. */
        CORRECTED,
        /** Another value for a known sample, which an earlier arrival with a later issue beats. */
        SUPERSEDED
    }

    final long start;
    private int size;
    private long[] times = new long[8];
    private double[] values = new double[8];
    private String[] devices = new String[8];
    private int[] facts = new int[8];
    private boolean frozen;

    private final Stats stats = new Stats();
    private final @Nullable GlucoseCounts glucose;
    private int folded;

    /** How often it changed after it was closed. */
    int corrections;

    /** The last change that it was part of. */
    long touchedTick;

    /** Whether that change counts among the corrections already. */
    boolean correctedNow;

    Window(long start, boolean glycemic) {
        this.start = start;
        this.glucose = glycemic ? new GlucoseCounts() : null;
    }

    boolean frozen() {
        return frozen;
    }

    /**
     * Takes a sample. The window must not be frozen.
     *
     * @param fact the place of its message in {@code known}, the facts of the patient
     */
    Outcome put(long time, String device, double value, int fact, Facts known) {
        int last = size - 1;
        if (size == 0 || after(time, device, last)) {
            insert(size, time, device, value, fact);
            if (folded == last + 1) {
                fold(value);
            }
            return Outcome.ADDED;
        }
        int at = find(time, device);
        if (at < 0) {
            insert(-at - 1, time, device, value, fact);
            folded = 0;
            return Outcome.ADDED;
        }
        return replace(at, value, fact, known);
    }

    private Outcome replace(int at, double value, int fact, Facts known) {
        boolean holds = known.holdsAgainst(fact, facts[at]);
        boolean same = Double.compare(values[at], value) == 0;
        if (holds) {
            facts[at] = fact;
            values[at] = value;
        }
        if (same) {
            return Outcome.REPEATED;
        }
        if (holds) {
            folded = 0;
        }
        return holds ? Outcome.CORRECTED : Outcome.SUPERSEDED;
    }

    private boolean after(long time, String device, int i) {
        return time > times[i] || (time == times[i] && device.compareTo(devices[i]) > 0);
    }

    private int find(long time, String device) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(times[middle], time);
            if (order == 0) {
                order = devices[middle].compareTo(device);
            }
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private void insert(int at, long time, String device, double value, int fact) {
        if (size == times.length) {
            int capacity = size + (size >> 1);
            times = Arrays.copyOf(times, capacity);
            values = Arrays.copyOf(values, capacity);
            devices = Arrays.copyOf(devices, capacity);
            facts = Arrays.copyOf(facts, capacity);
        }
        int moved = size - at;
        if (moved > 0) {
            System.arraycopy(times, at, times, at + 1, moved);
            System.arraycopy(values, at, values, at + 1, moved);
            System.arraycopy(devices, at, devices, at + 1, moved);
            System.arraycopy(facts, at, facts, at + 1, moved);
        }
        times[at] = time;
        values[at] = value;
        devices[at] = device;
        facts[at] = fact;
        size++;
    }

    private void fold(double value) {
        stats.add(value);
        if (glucose != null) {
            glucose.add(value);
        }
        folded++;
    }

    private void foldAll() {
        if (frozen || folded == size) {
            return;
        }
        stats.clear();
        if (glucose != null) {
            glucose.clear();
        }
        folded = 0;
        for (int i = 0; i < size; i++) {
            fold(values[i]);
        }
    }

    /** The sums over all samples. Do not change them. */
    Stats stats() {
        foldAll();
        return stats;
    }

    /** Values in the glucose ranges; null for other metrics. Do not change them. */
    @Nullable
    GlucoseCounts glucose() {
        foldAll();
        return glucose;
    }

    /** The number of samples at hand: none in a frozen window. */
    int size() {
        return size;
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }

    String device(int i) {
        return devices[i];
    }

    /** The place of the message that a sample comes from. */
    int fact(int i) {
        return facts[i];
    }

    /** The value that stands for an instant: that of the first device in name order; NaN where there is none. */
    double valueAt(long time) {
        int last = size - 1;
        if (last >= 0 && times[last] == time && (last == 0 || times[last - 1] < time)) {
            return values[last];
        }
        int at = find(time, "");
        int first = at < 0 ? -at - 1 : at;
        return first < size && times[first] == time ? values[first] : Double.NaN;
    }

    /** Lets go of the samples; only the sums remain. */
    void freeze() {
        foldAll();
        frozen = true;
        size = 0;
        times = new long[0];
        values = new double[0];
        devices = new String[0];
        facts = new int[0];
    }

    /** Sets the sums of a frozen window that is read back. */
    void restoreFrozen(Stats sums, long[] ranges, int at) {
        freeze();
        stats.clear();
        stats.join(sums);
        if (glucose != null) {
            glucose.copyFrom(ranges, at);
        }
    }
}
