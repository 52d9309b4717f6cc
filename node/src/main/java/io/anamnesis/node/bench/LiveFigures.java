package io.anamnesis.node.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came out.
 *
 * @param loadBefore load average of the machine before anything was started
 * @param messagesPerSecond of the load
 * @param round the load's messages, and the processor time of all
 * @param micros of each change, ascending
 * @param late messages of probes that were left out, since all waited for changes
 * @param missing changes that never came
 * @param faultCount changes that came twice, out of order or unasked
 * @param faults the first of them
 */
@SuppressWarnings("ArrayRecordComponent") // made once, only read
record LiveFigures(
        double loadBefore,
        LiveOptions options,
        double messagesPerSecond,
        Round round,
        long[] micros,
        int late,
        int missing,
        long faultCount,
        List<String> faults) {

    /** Whether each change came once and in order. */
    boolean right() {
        return missing == 0 && faultCount == 0 && micros.length > 0;
    }

    private double millis(double share) {
        return micros.length == 0
                ? Double.NaN
                : micros[(int) Math.min(micros.length - 1L, (long) (share * micros.length))] / 1e3;
    }

    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(text("load average before: %.1f", loadBefore));
        lines.add(text(
                "%,d live cohorts, of which each message of the load touches %,d; all of these watched",
                options.cohorts(), options.touched()));
        if (round.messages() > 0) {
            lines.add(IngestFigures.line("load", round));
        }
        lines.add(text(
                "acknowledgement to change at %,.0f messages a second, %,d changes: p50 %.1f ms, p99 %.1f ms (goal 50 at half the "
                        + "rate), max %.1f ms",
                messagesPerSecond, micros.length, millis(0.5), millis(0.99), millis(1)));
        lines.add(text(
                "changes missing %,d; twice, out of order or unasked %,d; messages of probes left out %,d",
                missing, faultCount, late));
        faults.forEach(fault -> lines.add("FAULT: " + fault));
        return lines;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("loadBefore", loadBefore);
        map.put("cohorts", options.cohorts());
        map.put("touched", options.touched());
        map.put("messagesPerSecond", messagesPerSecond);
        map.put("changes", micros.length);
        map.put("p50Millis", millis(0.5));
        map.put("p99Millis", millis(0.99));
        map.put("maxMillis", millis(1));
        map.put("missing", missing);
        map.put("faults", faultCount);
        map.put("late", late);
        return map;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
