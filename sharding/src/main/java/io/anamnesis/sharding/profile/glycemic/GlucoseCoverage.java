package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/**
 * How much of the time the sensor told something.
 *
 * @param readings 0 and up
 * @param days from the first reading to the last, 24 hours each; NaN where there is none
 * @param activePercent the share of readings expected at the usual distance that came, 0 to 100 (Danne et al. 2017, Diabetes
 *     Care 40); NaN for fewer than two readings
 * @param gridMinutes the step of the grid; 0 where the readings allow none, and then all that needs a grid is absent
 */
public record GlucoseCoverage(int readings, double days, double activePercent, int gridMinutes) {
    private static final double MINUTE_MILLIS = 60_000;

    static GlucoseCoverage of(List<DayReadings> days, SortedRuns steps) {
        int readings = days.stream().mapToInt(DayReadings::size).sum();
        if (readings == 0) {
            return new GlucoseCoverage(0, Double.NaN, Double.NaN, 0);
        }
        DayReadings last = days.get(days.size() - 1);
        long span = last.epochMillis(last.size() - 1) - days.get(0).epochMillis(0);
        double typicalMinutes = steps.quantile(0.5) / MINUTE_MILLIS;
        return new GlucoseCoverage(
                readings,
                (double) span / DayReadings.DAY_MILLIS,
                readings < 2 ? Double.NaN : activePercent(span, steps, Math.max(1, Math.rint(typicalMinutes))),
                readings < 2 ? 0 : GridSpacing.stepMinutes(typicalMinutes));
    }

    private static double activePercent(long spanMillis, SortedRuns steps, double usualMinutes) {
        double expected = Math.rint(Math.rint(spanMillis / MINUTE_MILLIS) / usualMinutes) + 1;
        double usualMillis = usualMinutes * MINUTE_MILLIS;
        // a step counts as a gap once it rounds to more minutes than usual; half a minute goes to the even one
        double greatestUsual = usualMillis + 30_000 - (usualMinutes % 2 == 0 ? 0 : 1);
        double excess = steps.sumBeyond(greatestUsual, usualMillis);
        double missing = Math.rint(excess / usualMillis);
        return 100 * (expected - missing) / expected;
    }
}
