package io.anamnesis.sharding.profile;

import io.anamnesis.sharding.profile.glycemic.GlucoseTrace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All samples of one metric: its windows in order of time and, for glucose, the trace. */
final class MetricSeries {
    private static final Window[] NONE = new Window[0];

    private final String name;
    private final MetricDefinition definition;
    private final Facts facts;
    private final long windowMillis;
    private final @Nullable GlucoseTrace trace;
    private final Map<String, String> devices = new HashMap<>();
    private Window[] windows = NONE;
    private int count;
    private int recent;
    private int firstThawed;

    private long samples;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private long version;

    /** @param facts of the patient, which samples come from */
    MetricSeries(String name, MetricDefinition definition, Facts facts) {
        this.name = name;
        this.definition = definition;
        this.facts = facts;
        this.windowMillis = definition.window().toMillis();
        this.trace = definition.glycemic() ? new GlucoseTrace() : null;
    }

    String name() {
        return name;
    }

    MetricDefinition definition() {
        return definition;
    }

    @Nullable
    GlucoseTrace trace() {
        return trace;
    }

    /** Distinct (device, time) samples. */
    long samples() {
        return samples;
    }

    long firstTime() {
        return firstTime;
    }

    /** Event time has come this far. */
    long lastTime() {
        return lastTime;
    }

    /** Grows with every change. */
    long version() {
        return version;
    }

    int windows() {
        return count;
    }

    Window window(int i) {
        return windows[i];
    }

    /** The first window that starts at or after a time. */
    int firstFrom(long time) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (windows[middle].start < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long windowMillis() {
        return windowMillis;
    }

    boolean closed(Window window) {
        return window.start + windowMillis <= lastTime;
    }

    /** One string a device, however many samples it gives. */
    String device(String device) {
        String known = devices.putIfAbsent(device, device);
        return known == null ? device : known;
    }

    /**
     * Takes a canonical sample.
     *
     * @param fact the place of its message
     * @param watermark how far event time had come before its message
     */
    void put(long time, String device, double value, int fact, long watermark, Change change) {
        Window window = windowOf(time);
        boolean late = window.start + windowMillis <= watermark;
        if (window.frozen()) {
            change.frozen.add(new Change.FrozenWindow(name, window.start));
            return;
        }
        Window.Outcome outcome = window.put(time, device, value, fact, facts);
        if (outcome == Window.Outcome.REPEATED || outcome == Window.Outcome.SUPERSEDED) {
            change.repeated++;
            return;
        }
        if (outcome == Window.Outcome.ADDED) {
            samples++;
            firstTime = Math.min(firstTime, time);
            lastTime = Math.max(lastTime, time);
        } else {
            change.corrected++;
        }
        if (late) {
            change.late++;
        }
        touch(window, late || outcome == Window.Outcome.CORRECTED, change);
        if (trace != null) {
            trace.put(time, window.valueAt(time));
        }
    }

    private void touch(Window window, boolean correction, Change change) {
        version++;
        boolean first = window.touchedTick != change.tick;
        if (first) {
            window.touchedTick = change.tick;
            change.touched.add(new Change.Touched(this, window));
        }
        if (correction && window.start + windowMillis <= lastTime && (first || !window.correctedNow)) {
            window.corrections++;
            window.correctedNow = true;
        } else if (first) {
            window.correctedNow = false;
        }
    }

    private Window windowOf(long time) {
        // samples come in runs, and the division costs as much as all the rest of finding the window again
        if (recent < count && time >= windows[recent].start && time - windows[recent].start < windowMillis) {
            return windows[recent];
        }
        long start = Math.floorDiv(time, windowMillis) * windowMillis;
        int at = firstFrom(start);
        if (at == count || windows[at].start != start) {
            insert(at, new Window(start, definition.glycemic()));
        }
        recent = at;
        return windows[at];
    }

    private void insert(int at, Window window) {
        if (count == windows.length) {
            windows = Arrays.copyOf(windows, Math.max(8, count + (count >> 1)));
        }
        System.arraycopy(windows, at, windows, at + 1, count - at);
        windows[at] = window;
        count++;
        firstThawed = Math.min(firstThawed, at);
    }

    /** Reduces windows to their sums that end before a time and that no change has touched since a tick. */
    void freeze(long before, long untouchedSince) {
        int still = firstThawed;
        boolean gap = false;
        for (int i = firstThawed; i < count && windows[i].start + windowMillis <= before; i++) {
            if (!windows[i].frozen() && windows[i].touchedTick <= untouchedSince) {
                windows[i].freeze();
            }
            gap |= !windows[i].frozen();
            still = gap ? still : i + 1;
        }
        firstThawed = still;
    }

    /** Puts a window back that was frozen, with all its samples; of those, {@code placed} came with the change. */
    void thaw(Window whole, WindowRefold.Placed placed, Change change) {
        int at = firstFrom(whole.start);
        Window frozen = windows[at];
        samples += whole.size() - frozen.stats().count;
        whole.corrections = frozen.corrections;
        windows[at] = whole;
        firstThawed = Math.min(firstThawed, at);
        if (whole.size() > 0) {
            firstTime = Math.min(firstTime, whole.time(0));
        }
        if (trace != null) {
            for (int i = 0; i < whole.size(); i++) {
                trace.put(whole.time(i), whole.valueAt(whole.time(i)));
            }
        }
        change.late += placed.added + placed.corrected;
        change.corrected += placed.corrected;
        change.repeated += placed.repeated;
        if (placed.added + placed.corrected > 0) {
            touch(whole, true, change);
        }
    }

    /** Adds a window that is read back; windows come in order. */
    void restore(Window window) {
        insert(count, window);
        firstThawed = 0;
        samples += window.stats().count;
    }

    /** Sets what the windows alone don't tell. */
    void restoreTimes(long first, long last) {
        firstTime = first;
        lastTime = last;
        version++;
    }

    /** The value at the latest time. */
    double latest() {
        return windows[count - 1].valueAt(lastTime);
    }
}
