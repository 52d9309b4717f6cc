package io.anamnesis.sharding.profile;

import io.anamnesis.sharding.profile.glycemic.GlucoseTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One series as it is stored, and back. */
final class SeriesForms {
    private static final int RANGES = GlucoseCounts.COLUMNS;

    private SeriesForms() {}

    static SnapshotForm.Series write(MetricSeries series) {
        Map<String, Integer> devices = new HashMap<>();
        List<String> deviceNames = new ArrayList<>();
        List<Window> frozen = new ArrayList<>();
        List<SnapshotForm.Open> open = new ArrayList<>();
        for (int i = 0; i < series.windows(); i++) {
            Window window = series.window(i);
            if (window.frozen()) {
                frozen.add(window);
            } else {
                open.add(open(window, devices, deviceNames));
            }
        }
        long[] times = new long[0];
        double[] values = new double[0];
        GlucoseTrace trace = series.trace();
        if (trace != null) {
            times = trace.epochMillis();
            values = trace.mgPerDl();
            differences(times);
        }
        return new SnapshotForm.Series(
                series.definition().metric(),
                series.definition().unit(),
                series.windowMillis(),
                series.firstTime(),
                series.lastTime(),
                deviceNames.toArray(String[]::new),
                frozen(frozen),
                open,
                times,
                values);
    }

    private static void differences(long[] times) {
        for (int i = times.length - 1; i > 0; i--) {
            times[i] -= times[i - 1];
        }
    }

    private static SnapshotForm.Open open(Window window, Map<String, Integer> devices, List<String> deviceNames) {
        int size = window.size();
        long[] times = new long[size];
        double[] values = new double[size];
        int[] deviceOf = new int[size];
        int[] factOf = new int[size];
        for (int i = 0; i < size; i++) {
            times[i] = window.time(i) - window.start;
            values[i] = window.value(i);
            deviceOf[i] = devices.computeIfAbsent(window.device(i), device -> {
                deviceNames.add(device);
                return deviceNames.size() - 1;
            });
            factOf[i] = window.fact(i);
        }
        return new SnapshotForm.Open(window.start, window.corrections, times, values, deviceOf, factOf);
    }

    private static SnapshotForm.Frozen frozen(List<Window> windows) {
        int size = windows.size();
        SnapshotForm.Frozen form = new SnapshotForm.Frozen(
                new long[size],
                new int[size],
                new long[size],
                new double[size],
                new double[size],
                new double[size],
                new double[size],
                new long[size * RANGES]);
        for (int i = 0; i < size; i++) {
            Window window = windows.get(i);
            Stats stats = window.stats();
            form.starts()[i] = window.start;
            form.corrections()[i] = window.corrections;
            form.counts()[i] = stats.count;
            form.means()[i] = stats.mean;
            form.squares()[i] = stats.squares;
            form.mins()[i] = stats.min;
            form.maxs()[i] = stats.max;
            GlucoseCounts glucose = window.glucose();
            if (glucose != null) {
                glucose.copyTo(form.ranges(), i * RANGES);
            }
        }
        return form;
    }

    /** The series, or null where it was made with another unit or window than today's. */
    static @Nullable MetricSeries read(ProfileSettings settings, String name, SnapshotForm.Series form, Facts facts) {
        MetricDefinition definition = settings.catalogue().definition(form.metric(), form.unit());
        if (!definition.unit().equals(form.unit()) || definition.window().toMillis() != form.windowMillis()) {
            return null;
        }
        MetricSeries series = new MetricSeries(name, definition, facts);
        SnapshotForm.Frozen frozen = form.frozen();
        int nextFrozen = 0;
        for (SnapshotForm.Open open : form.open()) {
            while (nextFrozen < frozen.starts().length && frozen.starts()[nextFrozen] < open.start()) {
                series.restore(frozenWindow(frozen, nextFrozen++, definition));
            }
            series.restore(openWindow(open, form, facts, series));
        }
        while (nextFrozen < frozen.starts().length) {
            series.restore(frozenWindow(frozen, nextFrozen++, definition));
        }
        series.restoreTimes(form.first(), form.last());
        restoreTrace(series, form);
        return series;
    }

    private static void restoreTrace(MetricSeries series, SnapshotForm.Series form) {
        GlucoseTrace trace = series.trace();
        if (trace == null) {
            return;
        }
        long time = 0;
        for (int i = 0; i < form.traceTimes().length; i++) {
            time += form.traceTimes()[i];
            trace.put(time, form.traceValues()[i]);
        }
    }

    private static Window frozenWindow(SnapshotForm.Frozen form, int i, MetricDefinition definition) {
        Stats stats = new Stats();
        stats.count = form.counts()[i];
        stats.mean = form.means()[i];
        stats.squares = form.squares()[i];
        stats.min = form.mins()[i];
        stats.max = form.maxs()[i];
        Window window = new Window(form.starts()[i], definition.glycemic());
        window.restoreFrozen(stats, form.ranges(), i * RANGES);
        window.corrections = form.corrections()[i];
        return window;
    }

    private static Window openWindow(
            SnapshotForm.Open form, SnapshotForm.Series series, Facts facts, MetricSeries into) {
        Window window = new Window(form.start(), into.definition().glycemic());
        for (int i = 0; i < form.times().length; i++) {
            int fact = Objects.checkIndex(form.facts()[i], facts.size());
            String device = into.device(series.devices()[form.devices()[i]]);
            window.put(form.start() + form.times()[i], device, form.values()[i], fact, facts);
        }
        window.corrections = form.corrections();
        return window;
    }
}
