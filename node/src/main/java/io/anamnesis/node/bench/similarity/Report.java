package io.anamnesis.node.bench.similarity;

import io.anamnesis.node.bench.similarity.Figures.Point;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured, as Markdown or as a map.
 *
 * @param loadBefore the machine's load average before the run
 * @param plainSum bytes a second that one core reads
 * @param figures of all contenders on all sets
 */
record Report(double loadBefore, double plainSum, List<Figures> figures) {

    /** The machine's load average of the last minute; negative where it is not known. */
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "One thread; Java %s; load average before the run %.1f. A plain sum reads %.1f GB/s.",
                Runtime.version(), loadBefore, plainSum / 1e9));
        lines.add("");
        lines.add(
                "| set | contender | recall ≥ | effort | recall | queries/s | queries/CPU s | p99 ms | build s | bytes/vector"
                        + " | insert to visible ms |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Figures each : figures) {
            for (double recall : new double[] {0.95, 0.99}) {
                Point point = each.at(recall);
                lines.add(format(
                        "| %s | %s | %.2f | %s | %.4f | %,.0f | %s | %.2f | %,.1f | %s | %.2f |",
                        each.set(),
                        each.contender(),
                        recall,
                        point.what(),
                        point.recall(),
                        point.perSecond(),
                        number(point.perCpuSecond()),
                        point.p99Millis(),
                        each.buildSeconds(),
                        number(each.bytesPerVector()),
                        each.visibleMillis()));
            }
        }
        lines.add("");
        lines.add("| set | contender | filter passes | recall | queries/s | queries/CPU s | p99 ms |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- |");
        for (Figures each : figures) {
            for (Point point : each.filtered()) {
                lines.add(format(
                        "| %s | %s | %s | %.4f | %,.0f | %s | %.2f |",
                        each.set(),
                        each.contender(),
                        point.what(),
                        point.recall(),
                        point.perSecond(),
                        number(point.perCpuSecond()),
                        point.p99Millis()));
            }
        }
        return lines;
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("java", Runtime.version().toString());
        map.put("loadAverageBefore", loadBefore);
        map.put("plainSumBytesPerSecond", plainSum);
        map.put("figures", figures.stream().map(Figures::asMap).toList());
        return map;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : format("%,.0f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
