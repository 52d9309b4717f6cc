package io.anamnesis.sharding.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Bins of about as many patients each, none of equal scores apart. Neighbours whose shares fall while the score rises are put together, so
 * that a higher score never comes with a lower interval (pooling of adjacent violators: Ayer et al. 1955, Ann Math Stat 26).
 */
public final class ScoreBins {
    private static final int MOST = 10;

    private ScoreBins() {}

    private record Part(int from, int to, EventShare share) {}

    /**
     * Of these patients.
     *
     * @param scores one a patient
     * @return ascending; at least one
     */
    public static List<ScoreIntervals.Bin> of(double[] scores, EventShare.Counted events) {
        Integer[] sorted = new Integer[scores.length];
        Arrays.setAll(sorted, row -> row);
        Arrays.sort(sorted, (a, b) -> Double.compare(scores[a], scores[b]));
        int[] order = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        Deque<Part> parts = new ArrayDeque<>();
        int bins = Math.max(1, Math.min(MOST, order.length / ScoreIntervals.LEAST_OF_A_BIN));
        int from = 0;
        for (int bin = 1; bin <= bins && from < order.length; bin++) {
            int least = Math.min(order.length, from + ScoreIntervals.LEAST_OF_A_BIN);
            int to = bin == bins ? order.length : Math.max(least, (int) ((long) bin * order.length / bins));
            while (to < order.length && scores[order[to]] == scores[order[to - 1]]) {
                to++;
            }
            if (order.length - to < ScoreIntervals.LEAST_OF_A_BIN) {
                to = order.length;
            }
            push(parts, part(order, from, to, events), order, events);
            from = to;
        }
        List<ScoreIntervals.Bin> all = new ArrayList<>();
        parts.descendingIterator().forEachRemaining(part -> all.add(bin(part, scores[order[part.to - 1]])));
        return all;
    }

    private static void push(Deque<Part> parts, Part next, int[] order, EventShare.Counted events) {
        Part last = next;
        while (!parts.isEmpty() && parts.peek().share.share() >= last.share.share()) {
            last = part(order, parts.pop().from, last.to, events);
        }
        parts.push(last);
    }

    private static Part part(int[] order, int from, int to, EventShare.Counted events) {
        return new Part(from, to, events.of(Arrays.copyOfRange(order, from, to)));
    }

    private static ScoreIntervals.Bin bin(Part part, double upTo) {
        WilsonInterval interval = WilsonInterval.of(part.share.share(), part.share.patients());
        return new ScoreIntervals.Bin(
                (float) upTo, part.to - part.from, (float) part.share.share(), (float) interval.low(), (float)
                        interval.high());
    }
}
