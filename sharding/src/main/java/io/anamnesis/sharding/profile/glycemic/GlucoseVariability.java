package io.anamnesis.sharding.profile.glycemic;

import java.time.ZoneId;

/**
 * How glucose moves in time, over the grid. NaN where no two grid points stand as a metric needs them.
 *
 * @param modd mean of absolute differences between one day and the next, mg/dL (Molnar, Taylor and Ho 1972, Diabetologia 8),
 *     at the time that the patient's clock shows: meals keep to the clock when it changes. A time that a change skips has no
 *     partner; of a time that it repeats the first occurrence counts
 * @param conga24 standard deviation of differences 24 hours apart, mg/dL (McDonnell et al. 2005, Diabetes Technol Ther 7)
 * @param rateDeviation standard deviation of the rate of change over 15 minutes, mg/dL/min (Clarke and Kovatchev 2009,
 *     Diabetes Technol Ther 11)
 * @param variabilityPercent glycaemic variability percentage: by how much the trace is longer than a flat one (Peyser et al.
 *     2018, Diabetes Technol Ther 20)
 * @param meanAbsoluteHourly MAG: the sum of absolute changes from hour to hour over the hours that have a value, mg/dL/h
 *     (Hermanides et al. 2010, Crit Care Med 38)
 * @param meanAbsolute the same from grid point to grid point, over the time between them, mg/dL/h
 * @param components where the standard deviation comes from
 */
public record GlucoseVariability(
        double modd,
        double conga24,
        double rateDeviation,
        double variabilityPercent,
        double meanAbsoluteHourly,
        double meanAbsolute,
        DeviationComponents components) {
    private static final int RATE_MINUTES = 15;

    /** O(points). */
    static GlucoseVariability of(GlucoseGrid grid, ZoneId zone) {
        GlucoseGrid shown = grid.shownOnClock(zone);
        int pointsPerDay = grid.spacing().pointsPerDay();
        Sample differences = new Sample(grid.size()); // one for all, each looked at before the next is made
        differences.overSlots(grid, 1);
        double percent = variabilityPercent(differences, grid.stepMinutes());
        double meanAbsolute = 60 * differences.meanAbsolute() / grid.stepMinutes();
        int rateLag = Math.max(1, RATE_MINUTES / grid.stepMinutes());
        double rateDeviation = differences.overSlots(grid, rateLag).deviation() / (rateLag * grid.stepMinutes());
        double conga24 = differences.overSlots(grid, pointsPerDay).deviation();
        double modd = (shown == grid ? differences : differences.overSlots(shown, pointsPerDay)).meanAbsolute();
        int[] stepsOfDay = grid.stepsOfDay();
        return new GlucoseVariability(
                modd,
                conga24,
                rateDeviation,
                percent,
                meanAbsoluteHourly(grid, stepsOfDay),
                meanAbsolute,
                DeviationComponents.of(shown, shown == grid ? stepsOfDay : shown.stepsOfDay()));
    }

    private static double variabilityPercent(Sample steps, double flat) {
        double length = 0;
        for (int i = 0; i < steps.count(); i++) {
            length += Math.sqrt(flat * flat + steps.value(i) * steps.value(i));
        }
        return 100 * (length / (flat * steps.count()) - 1);
    }

    private static double meanAbsoluteHourly(GlucoseGrid grid, int[] stepsOfDay) {
        int hour = (int) Math.max(1, Math.rint(60.0 / grid.stepMinutes()));
        double sum = 0;
        int hours = 0;
        int earlier = -1;
        for (int i = 0; i < grid.size(); i++) {
            if (stepsOfDay[i] % hour != 0) {
                continue;
            }
            if (earlier >= 0 && grid.slot(i) - grid.slot(earlier) == hour) {
                sum += Math.abs(grid.mgPerDl(i) - grid.mgPerDl(earlier));
            }
            earlier = i;
            hours++;
        }
        return sum / hours;
    }
}
