package io.anamnesis.sharding.profile.glycemic;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Variability between one day and the next at the same time of day.
 *
 * <p>MODD: the mean of absolute differences 24 hours apart (Molnar, Taylor and Ho 1972, Diabetologia 8). "The same time" is
 * what the patient's clock shows: meals keep to the clock when it changes. A time that a change skips has no partner; of a
 * time that it repeats the first occurrence counts.
 */
final class DayToDay {
    private static final long HOUR_MILLIS = 3_600_000;

    private final GlucoseGrid grid;
    private final ZoneRules rules;

    DayToDay(GlucoseGrid grid, ZoneId zone) {
        this.grid = grid;
        this.rules = zone.getRules();
    }

    /** mg/dL, 0 and up; NaN where no two points are a day apart. O(points), and O(log points) more a point near a change. */
    double modd() {
        return everyPairStandsOneDayApart()
                ? Differences.overSlots(grid, grid.spacing().pointsPerDay()).meanAbsolute()
                : acrossChanges().meanAbsolute();
    }

    private boolean everyPairStandsOneDayApart() {
        return grid.size() == 0
                || !changesWithin(grid.epochMillis(0) - 25 * HOUR_MILLIS, grid.epochMillis(grid.size() - 1));
    }

    private boolean changesWithin(long fromMillis, long toMillis) {
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(fromMillis));
        return next != null && next.getInstant().toEpochMilli() <= toMillis;
    }

    private Differences acrossChanges() {
        Differences differences = new Differences();
        for (int i = 0; i < grid.size(); i++) {
            int partner = partnerOf(grid.epochMillis(i));
            if (partner >= 0) {
                differences.add(grid.mgPerDl(i) - grid.mgPerDl(partner));
            }
        }
        return differences;
    }

    private int partnerOf(long epochMillis) {
        ZoneOffset offset = rules.getOffset(Instant.ofEpochMilli(epochMillis));
        LocalDateTime shown = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), offset);
        boolean repeats = !rules.getValidOffsets(shown).get(0).equals(offset);
        LocalDateTime dayBefore = shown.minusDays(1);
        List<ZoneOffset> offsetsBefore = rules.getValidOffsets(dayBefore);
        if (repeats || offsetsBefore.isEmpty()) {
            return -1;
        }
        return grid.indexOfInstant(dayBefore.toInstant(offsetsBefore.get(0)).toEpochMilli());
    }
}
