package io.anamnesis.node.bench;

import io.anamnesis.node.bench.FeedLatency.Latencies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What came out.
 *
 * @param loadBefore load average of the machine before anything was started: how quiet it was
 * @param driver rounds of the bare driver
 * @param system rounds of the system, each after the driver's
 * @param refused messages that the system did not accept in its rounds and while it was watched
 * @param floors of the bare driver, from an insert to its acknowledgement, at the shares of the feeds
 */
record IngestFigures(
        double loadBefore,
        int driverInFlight,
        double rowsABatch,
        double payloadBytes,
        List<Round> driver,
        List<Round> system,
        long refused,
        List<Latencies> floors,
        List<Latencies> feeds) {

    static double median(List<Round> rounds, ToDoubleFunction<Round> what) {
        double[] sorted = rounds.stream().mapToDouble(what).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Of the median rates. */
    double ratio() {
        return median(system, Round::perSecond) / median(driver, Round::perSecond);
    }

    /** The same by processor time, which other programs on the machine disturb less. */
    double cpuRatio() {
        return median(driver, IngestFigures::cpuMicros) / median(system, IngestFigures::cpuMicros);
    }

    private static double cpuMicros(Round round) {
        return round.micros(round.cpu().total());
    }

    static String line(String name, Round round) {
        return text(
                "%-7s %,9.0f a second; microseconds of CPU each: %.1f client, %.1f node, %.1f database",
                name,
                round.perSecond(),
                round.micros(round.cpu().client()),
                round.micros(round.cpu().node()),
                round.micros(round.cpu().database()));
    }

    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(text("load average before: %.1f", loadBefore));
        lines.add(text(
                "rows of %.0f bytes of payload, %.1f an append; bare driver at its best with %d requests in flight",
                payloadBytes, rowsABatch, driverInFlight));
        lines.add(line("driver", driver.stream().reduce(Round::plus).orElseThrow()));
        lines.add(line("system", system.stream().reduce(Round::plus).orElseThrow()));
        lines.add(text(
                "system / driver: %.2f of medians (goal 0.60); %.2f by CPU time of client, node and database",
                ratio(), cpuRatio()));
        for (Latencies floor : floors) {
            lines.add(text(
                    "insert to acknowledgement at %,.0f a second, bare driver, row by row: p50 %.1f ms, p99 %.1f ms, "
                            + "max %.1f ms",
                    floor.messagesPerSecond(),
                    floor.percentile(0.5) / 1e3,
                    floor.percentile(0.99) / 1e3,
                    floor.percentile(1) / 1e3));
        }
        for (Latencies feed : feeds) {
            lines.add(text(
                    "POST to feed at %,.0f messages a second, %,d deltas: p50 %.1f ms, p99 %.1f ms (goal 25 at half "
                            + "the rate), max %.1f ms",
                    feed.messagesPerSecond(),
                    feed.micros().length,
                    feed.percentile(0.5) / 1e3,
                    feed.percentile(0.99) / 1e3,
                    feed.percentile(1) / 1e3));
        }
        if (refused > 0) {
            lines.add(text("NOT accepted: %,d messages", refused));
        }
        return lines;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("loadBefore", loadBefore);
        map.put("driverInFlight", driverInFlight);
        map.put("rowsABatch", rowsABatch);
        map.put("payloadBytes", payloadBytes);
        map.put("driverPerSecond", driver.stream().map(Round::perSecond).toList());
        map.put("systemPerSecond", system.stream().map(Round::perSecond).toList());
        map.put("refused", refused);
        map.put("ratio", ratio());
        map.put("cpuRatio", cpuRatio());
        map.put("floors", floors.stream().map(IngestFigures::asMap).toList());
        map.put("feeds", feeds.stream().map(IngestFigures::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(Latencies feed) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("messagesPerSecond", feed.messagesPerSecond());
        map.put("deltas", feed.micros().length);
        map.put("microsP50", feed.percentile(0.5));
        map.put("microsP99", feed.percentile(0.99));
        map.put("microsMax", feed.percentile(1));
        return map;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
