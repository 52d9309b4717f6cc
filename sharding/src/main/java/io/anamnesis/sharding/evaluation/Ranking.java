package io.anamnesis.sharding.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/** How well a score orders rows. Equal scores are one step: their order in the input changes nothing. */
public final class Ranking {
    private Ranking() {}

    /**
     * Area under the receiver operating characteristic: the probability that a positive row scores above a negative one,
     * equal scores counting half (Hanley and McNeil 1982, Radiology 143, equation 1). NaN without both kinds of rows.
     */
    public static double auroc(double[] scores, boolean[] positive) {
        Integer[] order = descending(scores);
        double positives = 0;
        double negatives = 0;
        double pairs = 0;
        for (int i = 0; i < order.length; ) {
            int end = endOfTie(scores, order, i);
            int hits = hits(order, positive, i, end);
            int misses = end - i - hits;
            pairs += misses * (positives + hits / 2.0);
            positives += hits;
            negatives += misses;
            i = end;
        }
        return pairs / (positives * negatives);
    }

    /**
     * Area under precision and recall as average precision, Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, without interpolation
     * (Davis and Goadrich 2006, ICML: straight lines between points flatter). NaN without positive rows.
     */
    public static double auprc(double[] scores, boolean[] positive) {
        Integer[] order = descending(scores);
        double found = 0;
        double sum = 0;
        for (int i = 0; i < order.length; ) {
            int end = endOfTie(scores, order, i);
            int hits = hits(order, positive, i, end);
            found += hits;
            sum += hits * found / end;
            i = end;
        }
        return sum / found;
    }

    /**
     * Mean over the classes of each class against all others; a class for which it is undefined is left out.
     *
     * @param probabilities row × class
     */
    public static double macroAuroc(double[][] probabilities, int[] truth) {
        return macro(probabilities, truth, Ranking::auroc);
    }

    /** As {@link #macroAuroc}, of average precision. */
    public static double macroAuprc(double[][] probabilities, int[] truth) {
        return macro(probabilities, truth, Ranking::auprc);
    }

    private interface Area {
        double of(double[] scores, boolean[] positive);
    }

    private static double macro(double[][] probabilities, int[] truth, Area area) {
        int classes = probabilities[0].length;
        double sum = 0;
        int defined = 0;
        for (int k = 0; k < classes; k++) {
            double[] scores = new double[truth.length];
            boolean[] positive = new boolean[truth.length];
            for (int i = 0; i < truth.length; i++) {
                scores[i] = probabilities[i][k];
                positive[i] = truth[i] == k;
            }
            double value = area.of(scores, positive);
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return sum / defined;
    }

    private static Integer[] descending(double[] scores) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -scores[i]));
        return order;
    }

    private static int endOfTie(double[] scores, Integer[] order, int from) {
        int end = from + 1;
        while (end < order.length && scores[order[end]] == scores[order[from]]) {
            end++;
        }
        return end;
    }

    private static int hits(Integer[] order, boolean[] positive, int from, int end) {
        int hits = 0;
        for (int i = from; i < end; i++) {
            hits += positive[order[i]] ? 1 : 0;
        }
        return hits;
    }
}
