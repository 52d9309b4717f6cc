package io.anamnesis.sharding.training;

import java.util.Arrays;

/** A time for each patient, and whether the event came then or the patient was last seen without it. */
public final class SurvivalLabels implements Labels {
    private final double[] times;
    private final boolean[] events;

    /**
     * Copies.
     *
     * @param times in any unit, finite and not negative
     */
    public SurvivalLabels(double[] times, boolean[] events) {
        if (times.length != events.length) {
            throw new IllegalArgumentException(times.length + " times for " + events.length + " events");
        }
        for (double time : times) {
            if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a time that is finite and not negative is needed, got " + time);
            }
        }
        this.times = times.clone();
        this.events = events.clone();
    }

    /** A patient's time. */
    public double time(int row) {
        return times[row];
    }

    /** Whether the event came. */
    public boolean event(int row) {
        return events[row];
    }

    /** All times. */
    public double[] times() {
        return times.clone();
    }

    /** All events. */
    public boolean[] events() {
        return events.clone();
    }

    @Override
    public int size() {
        return times.length;
    }

    @Override
    public SurvivalLabels rows(int[] rows) {
        boolean[] chosen = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = events[rows[i]];
        }
        return new SurvivalLabels(
                Arrays.stream(rows).mapToDouble(row -> times[row]).toArray(), chosen);
    }

    @Override
    public int stratum(int row) {
        return events[row] ? 1 : 0;
    }
}
