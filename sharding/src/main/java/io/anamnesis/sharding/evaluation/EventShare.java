package io.anamnesis.sharding.evaluation;

import java.util.Arrays;

/**
 * In which share of patients the event came.
 *
 * @param share 0 to 1
 * @param patients so many of whom all is known would tell it as well
 */
public record EventShare(double share, double patients) {

    /** Tells the share among some rows. */
    public interface Counted {
        /** At least one row. */
        EventShare of(int[] rows);
    }

    /** Where it is known of each. */
    public static Counted of(boolean[] events) {
        return rows -> {
            int count = 0;
            for (int row : rows) {
                count += events[row] ? 1 : 0;
            }
            return new EventShare((double) count / rows.length, rows.length);
        };
    }

    /**
     * By a horizon, where some were last seen before it without the event: one less the survival function of Kaplan and Meier (1958, J Am
     * Stat Assoc 53). As many patients of whom all were known would have the variance of Greenwood (Dorey and Korn 1987, Stat Med 6);
     * where that is 0 those who were still looked at, at the horizon or at the end.
     *
     * @param times not negative
     * @param events false where the patient was last seen at the time without it
     * @param horizon in the unit of the times
     */
    public static Counted by(double horizon, double[] times, boolean[] events) {
        return rows -> {
            Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
            Arrays.sort(order, (a, b) -> Double.compare(times[a], times[b]));
            double survival = 1;
            double variance = 0;
            int from = 0;
            while (from < order.length && times[order[from]] <= horizon) {
                int atRisk = order.length - from;
                int end = from;
                int came = 0;
                while (end < order.length && times[order[end]] == times[order[from]]) {
                    came += events[order[end]] ? 1 : 0;
                    end++;
                }
                survival *= 1 - (double) came / atRisk;
                variance += came == atRisk ? 0 : (double) came / ((double) atRisk * (atRisk - came));
                from = end;
            }
            double greenwood = survival * survival * variance;
            if (survival <= 0) {
                return new EventShare(1, order.length);
            }
            int left = order.length - from;
            // whoever was last seen before the horizon tells nothing of it: with nobody left, the share is not known
            double patients = left == 0 ? 0 : greenwood > 0 ? survival * (1 - survival) / greenwood : left;
            return new EventShare(1 - survival, patients);
        };
    }
}
