package io.anamnesis.node.bench;

import io.anamnesis.node.bench.FeedLatency.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came out.
 *
 * @param loadBefore load average of the machine before anything was started
 * @param openedIn seconds until all feeds had begun
 * @param messages sent while it was measured
 * @param expected deltas of these at feeds that read
 * @param round the messages, and the processor time of all
 * @param quietMegabytes resident memory of the node before the feeds, -1 where the system does not tell
 * @param busyMegabytes the same at the end
 */
record FeedsFigures(
        double loadBefore,
        FeedsOptions options,
        double openedIn,
        long messages,
        long expected,
        Latencies latencies,
        Round round,
        long quietMegabytes,
        long busyMegabytes) {
    /** What was not told one by one: a feed that falls behind is given several changes as one. */
    private long conflated() {
        return expected - latencies.micros().length;
    }

    List<String> summary() {
        return List.of(
                text("load average before: %.1f", loadBefore),
                text(
                        "%,d feeds of %,d patients, %,d of them read nothing; open after %.1f s",
                        options.feeds(), options.patients(), options.silent(), openedIn),
                IngestFigures.line("load", round),
                text(
                        "POST to delta, %,.0f deltas a second: p50 %.1f ms, p99 %.1f ms (goal 100), max %.1f ms",
                        latencies.micros().length * 1e9 / Math.max(1, round.nanos()),
                        latencies.percentile(0.5) / 1e3,
                        latencies.percentile(0.99) / 1e3,
                        latencies.percentile(1) / 1e3),
                text("%,d deltas at feeds that read, %,d of them told with later ones", expected, conflated()),
                text(
                        "resident memory of the node: %,d MB before the feeds, %,d MB after",
                        quietMegabytes, busyMegabytes));
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("loadBefore", loadBefore);
        map.put("feeds", options.feeds());
        map.put("silent", options.silent());
        map.put("patients", options.patients());
        map.put("openedInSeconds", openedIn);
        map.put("messages", messages);
        map.put("deltasExpected", expected);
        map.put("deltasConflated", conflated());
        map.put("p50Millis", latencies.percentile(0.5) / 1e3);
        map.put("p99Millis", latencies.percentile(0.99) / 1e3);
        map.put("maxMillis", latencies.percentile(1) / 1e3);
        map.put("nodeMegabytesBefore", quietMegabytes);
        map.put("nodeMegabytesAfter", busyMegabytes);
        return map;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
