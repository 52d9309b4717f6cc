package io.anamnesis.node.bench.similarity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One contender on one set.
 *
 * @param buildSeconds processor time of the building thread where it is ours, else of the clock
 * @param bytesPerVector NaN where nobody can tell
 * @param visibleMillis median time from an insertion to the answer that has it
 * @param points by effort, until recall is all but 1
 * @param filtered with filters, each at the effort of recall 0.99; empty where it takes none
 */
record Figures(
        String contender,
        String set,
        double buildSeconds,
        double bytesPerVector,
        double visibleMillis,
        List<Point> points,
        List<Point> filtered) {

    /**
     * One setting.
     *
     * @param what the effort, or the filter
     * @param recall share of the true neighbours found
     * @param perSecond queries a second of the clock
     * @param perCpuSecond queries a second of processor time of the asking thread; what others on the machine take is not in it.
     *     NaN where the work is done in another process
     * @param p99Millis of the clock
     */
    record Point(String what, double recall, double perSecond, double perCpuSecond, double p99Millis) {
        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("what", what);
            map.put("recall", recall);
            map.put("queriesPerSecond", perSecond);
            map.put("queriesPerCpuSecond", perCpuSecond);
            map.put("p99Millis", p99Millis);
            return map;
        }
    }

    /** The cheapest setting that finds at least so much, else the one that finds most. */
    Point at(double recall) {
        return points.stream()
                .filter(point -> point.recall >= recall)
                .findFirst()
                .orElseGet(() -> points.get(points.size() - 1));
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("contender", contender);
        map.put("set", set);
        map.put("buildSeconds", buildSeconds);
        map.put("bytesPerVector", bytesPerVector);
        map.put("visibleMillis", visibleMillis);
        map.put("points", points.stream().map(Point::asMap).toList());
        map.put("filtered", filtered.stream().map(Point::asMap).toList());
        return map;
    }
}
