package io.anamnesis.sharding.profile.glycemic;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One patient's glucose readings, one value an instant, and their metrics.
 *
 * <p>What is computed from a UTC day's readings alone, and that day on the grid, is kept until a reading of that day changes,
 * for the grid also the nearest reading of its neighbours. Metrics after a change then cost O(readings of the changed days)
 * in powers, logarithms, sorting and interpolation, O(days · log²) for quantiles and O(grid points) in additions for what
 * follows glucose through time. Equal sets of readings give bitwise equal metrics.
 *
 * <p>Belongs to one thread at a time.
 */
public final class GlucoseTrace {
    /** Less than the least glucose ever survived; logarithms need more than zero. */
    public static final double LEAST_MG_PER_DL = 1;
    /** More than the greatest glucose ever survived. */
    public static final double GREATEST_MG_PER_DL = 3000;
    /** 1973-03-03: a smaller number would be seconds. */
    public static final long LEAST_EPOCH_MILLIS = 100_000_000_000L;
    /** 2100-01-01: a greater number would be microseconds. */
    public static final long GREATEST_EPOCH_MILLIS = 4_102_444_800_000L;

    private final NavigableMap<Long, DayReadings> days = new TreeMap<>();
    private int size;
    private @Nullable DayReadings latest;
    private @Nullable Answer lastAnswer;

    /** The last metrics given, with what they were asked for. */
    private record Answer(long from, long to, ZoneId zone, GlycemicMetrics metrics) {
        boolean isTo(long askedFrom, long askedTo, ZoneId askedZone) {
            return from == askedFrom && to == askedTo && zone.equals(askedZone);
        }
    }

    /**
     * Adds a reading, or corrects the one at that instant. Amortised O(1) after the latest reading, else O(log days + readings
     * of that day).
     *
     * @param epochMillis from {@link #LEAST_EPOCH_MILLIS} to {@link #GREATEST_EPOCH_MILLIS}
     * @param mgPerDl from {@link #LEAST_MG_PER_DL} to {@link #GREATEST_MG_PER_DL}
     * @throws IllegalArgumentException for an instant or a value out of these bounds; the trace stays as it was
     */
    public void put(long epochMillis, double mgPerDl) {
        if (epochMillis < LEAST_EPOCH_MILLIS || epochMillis > GREATEST_EPOCH_MILLIS) {
            throw new IllegalArgumentException("the instant of a reading is in milliseconds from " + LEAST_EPOCH_MILLIS
                    + " to " + GREATEST_EPOCH_MILLIS + ", not " + epochMillis);
        }
        // the value itself is clinical and stays out of the message
        if (!(mgPerDl >= LEAST_MG_PER_DL && mgPerDl <= GREATEST_MG_PER_DL)) {
            throw new IllegalArgumentException(
                    "a reading is from " + LEAST_MG_PER_DL + " to " + GREATEST_MG_PER_DL + " mg/dL");
        }
        DayReadings day = dayOf(epochMillis);
        int before = day.size();
        day.put((int) (epochMillis - day.startMillis()), mgPerDl);
        size += day.size() - before;
        lastAnswer = null;
    }

    private DayReadings dayOf(long epochMillis) {
        if (latest != null
                && epochMillis >= latest.startMillis()
                && epochMillis < latest.startMillis() + DayReadings.DAY_MILLIS) {
            return latest;
        }
        DayReadings day = days.computeIfAbsent(Math.floorDiv(epochMillis, DayReadings.DAY_MILLIS), DayReadings::new);
        latest = days.lastEntry().getValue();
        return day;
    }

    /** Withdraws the reading at an instant; O(log days + readings of that day). Whether there was one. */
    public boolean remove(long epochMillis) {
        long number = Math.floorDiv(epochMillis, DayReadings.DAY_MILLIS);
        DayReadings day = days.get(number);
        if (day == null || !day.remove((int) (epochMillis - day.startMillis()))) {
            return false;
        }
        size--;
        if (day.size() == 0) {
            days.remove(number);
            latest = days.isEmpty() ? null : days.lastEntry().getValue();
        }
        lastAnswer = null;
        return true;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * The metrics of every reading.
     *
     * @param zone where the patient's clock is: it decides what a day is, and what the same time on two days is
     */
    public GlycemicMetrics metrics(ZoneId zone) {
        return metrics(Long.MIN_VALUE, Long.MAX_VALUE, zone);
    }

    /**
     * The metrics of the readings in a stretch of time, as if there were no others. Costs as much as the days that it touches,
     * plus up to two days' readings where it begins or ends within a day.
     *
     * @param fromEpochMillis included
     * @param toEpochMillisExclusive not included; no more than {@code fromEpochMillis} is an empty stretch
     */
    public GlycemicMetrics metrics(long fromEpochMillis, long toEpochMillisExclusive, ZoneId zone) {
        if (lastAnswer != null && lastAnswer.isTo(fromEpochMillis, toEpochMillisExclusive, zone)) {
            return lastAnswer.metrics();
        }
        GlycemicMetrics metrics = new TraceReading(daysWithin(fromEpochMillis, toEpochMillisExclusive), zone).metrics();
        lastAnswer = new Answer(fromEpochMillis, toEpochMillisExclusive, zone, metrics);
        return metrics;
    }

    private List<DayReadings> daysWithin(long fromEpochMillis, long toEpochMillis) {
        List<DayReadings> within = new ArrayList<>();
        long firstDay = Math.floorDiv(fromEpochMillis, DayReadings.DAY_MILLIS);
        for (DayReadings day : days.tailMap(firstDay, true).values()) {
            if (day.startMillis() >= toEpochMillis) {
                break;
            }
            DayReadings part = day.within(fromEpochMillis, toEpochMillis);
            if (part.size() > 0) {
                within.add(part);
            }
        }
        return within;
    }

    /** When each reading was, in order of time. */
    public long[] epochMillis() {
        long[] times = new long[size];
        int at = 0;
        for (DayReadings day : days.values()) {
            at = day.copyTimes(times, at);
        }
        return times;
    }

    /** What each reading was, in order of time. */
    public double[] mgPerDl() {
        double[] values = new double[size];
        int at = 0;
        for (DayReadings day : days.values()) {
            at = day.copyValues(values, at);
        }
        return values;
    }

    /** Bytes of heap, with what is kept for the next answer; good to a tenth or so. */
    public int bytesEstimate() {
        long bytes = 64;
        for (DayReadings day : days.values()) {
            bytes += 64 + day.bytesEstimate();
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
