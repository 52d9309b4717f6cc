package io.anamnesis.sharding.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Harrell's C of a risk against censored times (Harrell, Lee and Mark 1996, Stat Med 15): of the pairs of which one is known
 * to have had its event before the other, the share in which that one has the higher risk; equal risks count half.
 *
 * <p>Ties as in R's survival and in lifelines: two events at the same time are no pair; an event and a censoring at
 * the same time are one, the censored row having lived longer.
 *
 * @param concordant pairs in the right order
 * @param discordant pairs in the wrong order
 * @param tiedRisk pairs of equal risk
 */
public record Concordance(long concordant, long discordant, long tiedRisk) {

    /** 0 to 1, or NaN where no pair can be compared. */
    public double c() {
        return (concordant + tiedRisk / 2.0) / (concordant + discordant + tiedRisk);
    }

    /**
     * O(n log n).
     *
     * @param risk the higher, the sooner; not NaN
     * @param time any unit, not negative
     * @param event false where the row was censored at its time
     */
    public static Concordance of(double[] risk, double[] time, boolean[] event) {
        int[] rank = ranks(risk);
        RankCounts later = new RankCounts(risk.length);
        Integer[] order = new Integer[risk.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -time[i]));
        long concordant = 0;
        long discordant = 0;
        long tied = 0;
        for (int from = 0, end; from < order.length; from = end) {
            end = from;
            while (end < order.length && time[order[end]] == time[order[from]]) {
                later.addUnless(event[order[end]], rank[order[end]]);
                end++;
            }
            for (int i = from; i < end; i++) {
                int row = order[i];
                if (event[row]) {
                    long below = later.below(rank[row]);
                    long equal = later.below(rank[row] + 1) - below;
                    concordant += below;
                    tied += equal;
                    discordant += later.size() - below - equal;
                }
            }
            for (int i = from; i < end; i++) {
                later.addUnless(!event[order[i]], rank[order[i]]);
            }
        }
        return new Concordance(concordant, discordant, tied);
    }

    private static int[] ranks(double[] values) {
        double[] distinct = Arrays.stream(values).distinct().sorted().toArray();
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = Arrays.binarySearch(distinct, values[i]);
        }
        return ranks;
    }

    /** How many rows of each rank were added, with sums from below in O(log n) (Fenwick 1994, Softw Pract Exper 24). */
    private static final class RankCounts {
        private final int[] tree;
        private int size;

        RankCounts(int ranks) {
            tree = new int[ranks + 1];
        }

        void addUnless(boolean not, int rank) {
            if (!not) {
                size++;
                for (int i = rank + 1; i < tree.length; i += i & -i) {
                    tree[i]++;
                }
            }
        }

        int size() {
            return size;
        }

        long below(int rank) {
            long sum = 0;
            for (int i = rank; i > 0; i -= i & -i) {
                sum += tree[i];
            }
            return sum;
        }
    }
}
