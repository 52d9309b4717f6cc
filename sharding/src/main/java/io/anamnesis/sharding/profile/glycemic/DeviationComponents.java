package io.anamnesis.sharding.profile.glycemic;

import java.util.Arrays;

/**
 * Where the standard deviation comes from: within days, between days, between times of day (Rodbard 2009, Diabetes Technol
 * Ther 11, "New and improved methods to characterize glycemic variability using continuous glucose monitoring"). All mg/dL but
 * for the coefficients of variation; NaN where there are too few days or times.
 *
 * @param withinDays SDw: the mean over days of a day's deviation
 * @param betweenTimes SDhh:mm: the deviation between the times of the mean day
 * @param betweenDays SDdm: the deviation between daily means
 * @param betweenDaysAtTime SDb: the mean over times of the deviation between days at that time
 * @param betweenDaysAtTimeCentred SDbdm: the same after each day's mean is taken off
 * @param dailyVariationPercent the mean over days of a day's coefficient of variation, percent
 * @param dailyVariationDeviationPercent the deviation of these coefficients, percent
 */
public record DeviationComponents(
        double withinDays,
        double betweenTimes,
        double betweenDays,
        double betweenDaysAtTime,
        double betweenDaysAtTimeCentred,
        double dailyVariationPercent,
        double dailyVariationDeviationPercent) {

    /**
     * O(points).
     *
     * @param shown a grid whose slots are of the patient's clock
     * @param stepsOfDay {@link GlucoseGrid#stepsOfDay} of it
     */
    static DeviationComponents of(GlucoseGrid shown, int[] stepsOfDay) {
        int pointsPerDay = shown.spacing().pointsPerDay();
        Sample dailyMeans = new Sample(32);
        Sample dailyDeviations = new Sample(32);
        Sample dailyVariations = new Sample(32);
        Sample readings = new Sample(pointsPerDay);
        double[] centred = new double[shown.size()];
        for (int from = 0, to; from < shown.size(); from = to) {
            int lastSlot = shown.slot(from) - stepsOfDay[from] + pointsPerDay - 1;
            readings.clear();
            for (to = from; to < shown.size() && shown.slot(to) <= lastSlot; to++) {
                readings.add(shown.mgPerDl(to));
            }
            double mean = readings.mean();
            for (int i = from; i < to; i++) {
                centred[i] = shown.mgPerDl(i) - mean;
            }
            dailyMeans.add(mean);
            if (readings.count() > 1) {
                double deviation = readings.deviation();
                dailyDeviations.add(deviation);
                dailyVariations.add(100 * deviation / mean);
            }
        }
        TimesOfDay plain = new TimesOfDay(pointsPerDay, stepsOfDay, shown.mgPerDl());
        return new DeviationComponents(
                dailyDeviations.mean(),
                plain.means().deviation(),
                dailyMeans.deviation(),
                plain.deviations().mean(),
                new TimesOfDay(pointsPerDay, stepsOfDay, centred).deviations().mean(),
                dailyVariations.mean(),
                dailyVariations.deviation());
    }

    /** The columns of the table whose rows are days. */
    private static final class TimesOfDay {
        private final int[] counts;
        private final double[] means;
        private final double[] squares;

        TimesOfDay(int pointsPerDay, int[] stepsOfDay, double[] values) {
            counts = new int[pointsPerDay];
            means = new double[pointsPerDay];
            squares = new double[pointsPerDay];
            for (int i = 0; i < stepsOfDay.length; i++) {
                int time = stepsOfDay[i];
                counts[time]++;
                means[time] += values[i];
            }
            Arrays.setAll(means, time -> means[time] / counts[time]);
            for (int i = 0; i < stepsOfDay.length; i++) {
                double off = values[i] - means[stepsOfDay[i]];
                squares[stepsOfDay[i]] += off * off;
            }
        }

        Sample means() {
            Sample present = new Sample(counts.length);
            for (int time = 0; time < counts.length; time++) {
                if (counts[time] > 0) {
                    present.add(means[time]);
                }
            }
            return present;
        }

        Sample deviations() {
            Sample present = new Sample(counts.length);
            for (int time = 0; time < counts.length; time++) {
                if (counts[time] > 1) {
                    present.add(Math.sqrt(squares[time] / (counts[time] - 1)));
                }
            }
            return present;
        }
    }
}
