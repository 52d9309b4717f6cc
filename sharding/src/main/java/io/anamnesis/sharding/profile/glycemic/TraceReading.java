package io.anamnesis.sharding.profile.glycemic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Computes the metrics of some days' readings, out of what each day has kept. */
final class TraceReading {
    private final List<DayReadings> days;
    private final ZoneId zone;

    /** The days are in order, each with a reading. */
    TraceReading(List<DayReadings> days, ZoneId zone) {
        this.days = days;
        this.zone = zone;
    }

    GlycemicMetrics metrics() {
        ReadingSums sums =
                ReadingSums.ofTrace(days.stream().map(DayReadings::sums).toList());
        SortedRuns sorted =
                new SortedRuns(days.stream().map(DayReadings::sortedReadings).toList());
        GlucoseCoverage coverage = GlucoseCoverage.of(days, sortedSteps());
        GlucoseGrid grid =
                coverage.gridMinutes() == 0 ? GlucoseGrid.none() : GlucoseGrid.of(days, coverage.gridMinutes(), zone);
        GlucoseVariability variability = GlucoseVariability.of(grid, zone);
        return new GlycemicMetrics(
                coverage,
                GlucoseLevel.of(sums, sorted),
                percentIn(sums),
                GlycemicRisk.of(sums, averageDailyRange()),
                variability,
                Mage.of(grid),
                GlycemicEpisodes.of(grid),
                CompositeScores.of(sums, grid, variability.variabilityPercent()));
    }

    private static Map<GlucoseBand, Double> percentIn(ReadingSums sums) {
        Map<GlucoseBand, Double> percents = new EnumMap<>(GlucoseBand.class);
        for (GlucoseBand band : GlucoseBand.values()) {
            percents.put(band, sums.percentIn(band));
        }
        return percents;
    }

    private SortedRuns sortedSteps() {
        List<double[]> steps = new ArrayList<>();
        double[] overNights = new double[Math.max(0, days.size() - 1)];
        for (int i = 0; i < days.size(); i++) {
            steps.add(days.get(i).sortedSteps());
            if (i > 0) {
                DayReadings before = days.get(i - 1);
                overNights[i - 1] = days.get(i).epochMillis(0) - before.epochMillis(before.size() - 1);
            }
        }
        Arrays.sort(overNights);
        steps.add(overNights);
        return new SortedRuns(steps);
    }

    /**
     * Over local days, which the UTC days don't follow: one pass over the readings of those UTC days in which a local one begins
     * after the first reading, and only two logarithms a day.
     */
    private double averageDailyRange() {
        List<Double> ranges = new ArrayList<>();
        long nextMidnight = Long.MIN_VALUE;
        double least = Double.NaN;
        double greatest = Double.NaN;
        for (DayReadings day : days) {
            if (day.epochMillis(0) >= nextMidnight) {
                if (!Double.isNaN(least)) {
                    ranges.add(GlycemicRisk.dailyRange(least, greatest));
                }
                nextMidnight = midnightAfter(day.epochMillis(0));
                least = day.mgPerDl(0);
                greatest = least;
            }
            if (day.epochMillis(day.size() - 1) < nextMidnight) {
                least = Math.min(least, day.sums().least);
                greatest = Math.max(greatest, day.sums().greatest);
                continue;
            }
            for (int i = 0; i < day.size(); i++) {
                if (day.epochMillis(i) >= nextMidnight) {
                    if (!Double.isNaN(least)) {
                        ranges.add(GlycemicRisk.dailyRange(least, greatest));
                    }
                    nextMidnight = midnightAfter(day.epochMillis(i));
                    least = day.mgPerDl(i);
                    greatest = least;
                }
                least = Math.min(least, day.mgPerDl(i));
                greatest = Math.max(greatest, day.mgPerDl(i));
            }
        }
        if (!Double.isNaN(least)) {
            ranges.add(GlycemicRisk.dailyRange(least, greatest));
        }
        return GlycemicRisk.mean(ranges);
    }

    private long midnightAfter(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis)
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
    }
}
