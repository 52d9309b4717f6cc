package io.anamnesis.node.bench.similarity;

import io.anamnesis.node.bench.similarity.Figures.Point;
import io.anamnesis.sharding.similarity.SpaceSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One set, its true neighbours, and the measuring of contenders on it, on the thread that calls. */
final class Measurement {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double ALL_BUT_ONE = 0.999;
    private static final double FILTERED_AT = 0.99;
    private static final int INSERTIONS = 50;
    /** Queries whose truth is checked in double precision, by the definition. */
    private static final int CHECKED = 5;

    private final VectorSet set;
    private final SimilarityOptions options;
    private final List<RowFilter> filters;
    private final OurSpace exact;
    private final int[][] truth;

    /** Finds the true neighbours, by our exact scan, of which some are checked. */
    Measurement(VectorSet set, SimilarityOptions options, SpaceSettings shipped) {
        this.set = set;
        this.options = options;
        this.filters = RowFilter.of(set.base().length, options.seed());
        this.exact = new OurSpace(shipped, true);
        exact.build(set, filters);
        this.truth = truth(null);
        for (int i = 0; i < Math.min(CHECKED, truth.length); i++) {
            check(set.queries()[i], truth[i]);
        }
    }

    VectorSet set() {
        return set;
    }

    int[][] truth() {
        return truth.clone();
    }

    /** Everything of one contender, which is closed. */
    Figures of(Contender contender) throws Exception {
        try (contender) {
            long clock = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            contender.build(set, filters);
            double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
            double clockSeconds = (System.nanoTime() - clock) / 1e9;
            double bytes = contender.bytesPerVector();
            List<Point> points = new ArrayList<>();
            for (int effort : contender.efforts()) {
                Point point = point(String.valueOf(effort), contender, effort, null, truth);
                points.add(point);
                if (point.recall() >= ALL_BUT_ONE) {
                    break;
                }
            }
            Figures unfiltered = new Figures(contender.name(), set.name(), 0, 0, 0, points, List.of());
            int effortOfFiltered = Integer.parseInt(unfiltered.at(FILTERED_AT).what());
            List<Point> filtered = contender.takesFilters() ? filtered(contender, effortOfFiltered) : List.of();
            // a server's work is not on this thread
            boolean isOurThread = cpuSeconds > clockSeconds / 20;
            return new Figures(
                    contender.name(),
                    set.name(),
                    isOurThread ? cpuSeconds : clockSeconds,
                    bytes,
                    visible(contender),
                    points,
                    filtered);
        }
    }

    private List<Point> filtered(Contender contender, int effort) throws Exception {
        List<Point> points = new ArrayList<>();
        for (RowFilter filter : filters) {
            points.add(point(filter.percent() + " %", contender, effort, filter, truth(filter)));
        }
        return points;
    }

    private int[][] truth(@Nullable RowFilter filter) {
        int[][] rows = new int[set.queries().length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = exact.truth(set.queries()[i], options.neighbours(), filter);
        }
        return rows;
    }

    /** A pass to warm up, which also gives the recall; then passes until the time is over. */
    private Point point(String what, Contender contender, int effort, @Nullable RowFilter filter, int[][] expected)
            throws Exception {
        int found = 0;
        int there = 0;
        for (int i = 0; i < expected.length; i++) {
            int[] rows = contender.nearest(set.queries()[i], options.neighbours(), effort, filter);
            found += common(rows, expected[i]);
            there += expected[i].length;
        }
        long until = System.nanoTime() + options.time().toNanos();
        long cpu = THREADS.getCurrentThreadCpuTime();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < expected.length || System.nanoTime() < until; i++) {
            long start = System.nanoTime();
            contender.nearest(set.queries()[i % expected.length], options.neighbours(), effort, filter);
            nanos.add(System.nanoTime() - start);
        }
        double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        double clockSeconds = Arrays.stream(sorted).sum() / 1e9;
        return new Point(
                what,
                (double) found / Math.max(1, there),
                sorted.length / clockSeconds,
                cpuSeconds > clockSeconds / 20 ? sorted.length / cpuSeconds : Double.NaN,
                sorted[(int) (sorted.length * 0.99)] / 1e6);
    }

    private double visible(Contender contender) throws Exception {
        long[] nanos = new long[INSERTIONS];
        for (int i = 0; i < INSERTIONS; i++) {
            // between two of those that are there: like them, and equal to none
            float[] vector = set.base()[i].clone();
            float[] other = set.base()[i + 1];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = 0.7f * vector[j] + 0.3f * other[j];
            }
            VectorSet.normalise(vector);
            long start = System.nanoTime();
            contender.insertAndFind(set.base().length + i, vector);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[INSERTIONS / 2] / 1e6;
    }

    private static int common(int[] found, int[] expected) {
        Set<Integer> rows = new HashSet<>();
        Arrays.stream(expected).forEach(rows::add);
        return (int) Arrays.stream(found).distinct().filter(rows::contains).count();
    }

    private void check(float[] query, int[] found) {
        double farthest = dot(query, set.base()[found[found.length - 1]]);
        Set<Integer> rows = new HashSet<>();
        Arrays.stream(found).forEach(rows::add);
        for (int row = 0; row < set.base().length; row++) {
            if (dot(query, set.base()[row]) > farthest + 1e-6 && !rows.contains(row)) {
                throw new IllegalStateException("row " + row + " is nearer than the last of the exact answer");
            }
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
