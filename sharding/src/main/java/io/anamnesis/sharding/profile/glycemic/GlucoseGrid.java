package io.anamnesis.sharding.profile.glycemic;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace on an even grid: the points that have a value, in time order.
 *
 * <p>Slots count steps since the local midnight before the first reading; slot 0, that midnight itself, belongs to the day
 * before, hence is no part of the grid. Slots that follow each other by one have no gap between them. Time elapses evenly
 * along the slots; clock changes matter only to who asks for the time of day.
 */
final class GlucoseGrid {
    private final GridSpacing spacing;
    private final long midnightMillis;
    private final int[] slots;
    private final double[] mgPerDl;
    private int size;

    private GlucoseGrid(GridSpacing spacing, long midnightMillis, int most) {
        this.spacing = spacing;
        this.midnightMillis = midnightMillis;
        this.slots = new int[most];
        this.mgPerDl = new double[most];
    }

    /**
     * O(points), and O(readings) for each day that is new or changed.
     *
     * @param days in order, each with a reading, at least one
     * @param stepMinutes as {@link GridSpacing#stepMinutes} gives it, not zero
     */
    static GlucoseGrid of(List<DayReadings> days, int stepMinutes, ZoneId zone) {
        long midnight = Instant.ofEpochMilli(days.get(0).epochMillis(0))
                .atZone(zone)
                .toLocalDate()
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
        GridSpacing spacing = GridSpacing.alignedTo(midnight, stepMinutes);
        List<GridDay> gridDays = new ArrayList<>(days.size());
        int points = 0;
        for (int i = 0; i < days.size(); i++) {
            @Nullable DayReadings before = i == 0 ? null : days.get(i - 1);
            @Nullable DayReadings after = i == days.size() - 1 ? null : days.get(i + 1);
            GridDay day = days.get(i).gridDay(spacing, before, after);
            gridDays.add(day);
            points += day.present();
        }
        GlucoseGrid grid = new GlucoseGrid(spacing, midnight, points);
        for (int i = 0; i < days.size(); i++) {
            grid.append(days.get(i).startMillis(), gridDays.get(i).points());
        }
        return grid;
    }

    /** For readings that no grid can join. */
    static GlucoseGrid none() {
        return new GlucoseGrid(new GridSpacing(1, 0), 0, 0);
    }

    private void append(long dayStartMillis, double[] points) {
        int slot = (int) ((dayStartMillis + spacing.phaseMillis() - midnightMillis) / spacing.stepMillis());
        for (double point : points) {
            if (slot > 0 && !Double.isNaN(point)) {
                slots[size] = slot;
                mgPerDl[size++] = point;
            }
            slot++;
        }
    }

    /**
     * For each point how many steps it lies after the first of its local day, which is one step after midnight; counted, since a
     * division a point costs more than what is done with it.
     */
    int[] stepsOfDay() {
        int pointsPerDay = spacing.pointsPerDay();
        int[] steps = new int[size];
        int step = size == 0 ? 0 : (slots[0] - 1) % pointsPerDay;
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                step += slots[i] - slots[i - 1];
                step = step < pointsPerDay ? step : step % pointsPerDay;
            }
            steps[i] = step;
        }
        return steps;
    }

    GridSpacing spacing() {
        return spacing;
    }

    int size() {
        return size;
    }

    /** Minutes from a slot to the next. */
    int stepMinutes() {
        return spacing.minutes();
    }

    int slot(int index) {
        return slots[index];
    }

    double mgPerDl(int index) {
        return mgPerDl[index];
    }

    /** Not a copy: callers only read, and no further than {@link #size}. */
    int[] slots() {
        return slots;
    }

    /** Not a copy: callers only read, and no further than {@link #size}. */
    double[] mgPerDl() {
        return mgPerDl;
    }

    /**
     * This grid with the slots that the patient's clock shows: after the clock goes forward an hour is missing, after it goes
     * back the points of the hour shown again are left out. Itself where the clock doesn't change; else O(points).
     *
     * <p>Where a change isn't a whole number of steps, slots are rounded down to one.
     */
    GlucoseGrid shownOnClock(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant midnight = Instant.ofEpochMilli(midnightMillis);
        @Nullable ZoneOffsetTransition change = rules.nextTransition(midnight);
        if (size == 0 || change == null || change.getInstant().toEpochMilli() > millisOfSlot(slots[size - 1])) {
            return this;
        }
        GlucoseGrid shown = new GlucoseGrid(spacing, midnightMillis, size);
        int secondsAtMidnight = rules.getOffset(midnight).getTotalSeconds();
        int moved = 0;
        for (int i = 0; i < size; i++) {
            while (change != null && change.getInstant().toEpochMilli() <= millisOfSlot(slots[i])) {
                int seconds = change.getOffsetAfter().getTotalSeconds() - secondsAtMidnight;
                moved = Math.floorDiv(seconds, spacing.stepMillis() / 1000);
                change = rules.nextTransition(change.getInstant());
            }
            if (shown.size == 0 || slots[i] + moved > shown.slots[shown.size - 1]) {
                shown.slots[shown.size] = slots[i] + moved;
                shown.mgPerDl[shown.size++] = mgPerDl[i];
            }
        }
        return shown;
    }

    private long millisOfSlot(int slot) {
        return midnightMillis + (long) slot * spacing.stepMillis();
    }

    /**
     * The pieces that no gap longer than the given time splits; O(size).
     *
     * @param bridgedMinutes missing points that together last at most as long don't split; zero: every missing point does
     */
    List<Piece> pieces(int bridgedMinutes) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || (slots[i] - slots[i - 1] - 1) * stepMinutes() > bridgedMinutes) {
                pieces.add(new Piece(from, i));
                from = i;
            }
        }
        return size == 0 ? List.of() : pieces;
    }

    /**
     * A stretch of the grid.
     *
     * @param from the index of its first value
     * @param to the index after its last, more than {@code from}
     */
    record Piece(int from, int to) {
        int size() {
            return to - from;
        }
    }

    /** A piece with its missing points as NaN, one element a slot. */
    double[] filled(Piece piece) {
        int first = slots[piece.from()];
        double[] filled = new double[slots[piece.to() - 1] - first + 1];
        Arrays.fill(filled, Double.NaN);
        for (int i = piece.from(); i < piece.to(); i++) {
            filled[slots[i] - first] = mgPerDl[i];
        }
        return filled;
    }
}
