package io.anamnesis.node.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * One patient whose glucose climbs and falls over the limits of the cohorts, a few at a time. What it says next waits until
 * everything came that its last message must cause, so that nothing cancels out on its way. Thread-safe.
 *
 * <p>Its level is how many cohorts it is in: cohort {@code i} holds those above {@code FIRST_LIMIT + i}.
 */
final class LiveProbe {
    static final int FIRST_LIMIT = 250;
    private static final int MOST_AT_ONCE = 5;

    private final String patient;
    private final int cohorts;
    private final Random random;
    private final LiveLatencies latencies;
    /** By cohort: whether it is to enter. */
    private final Map<Integer, Boolean> awaited = new HashMap<>();

    private int level;
    private int messages;
    private boolean answered = true;
    private long answeredNanos;
    private int arrivedEarly;
    private final long[] early = new long[MOST_AT_ONCE];

    LiveProbe(String patient, int cohorts, long seed, LiveLatencies latencies) {
        this.patient = patient;
        this.cohorts = cohorts;
        this.random = new Random(seed);
        this.latencies = latencies;
    }

    String patient() {
        return patient;
    }

    synchronized boolean idle() {
        return answered && awaited.isEmpty();
    }

    /** How many messages it has said. */
    synchronized int messages() {
        return messages;
    }

    /** Moves, and returns the glucose that says so, mg/dL. */
    synchronized double next() {
        int step = 1 + random.nextInt(Math.min(MOST_AT_ONCE, cohorts));
        boolean up = level == 0 || (level < cohorts && random.nextBoolean());
        int to = up ? Math.min(cohorts, level + step) : Math.max(0, level - step);
        for (int cohort = Math.min(level, to); cohort < Math.max(level, to); cohort++) {
            awaited.put(cohort, up);
        }
        level = to;
        messages++;
        answered = false;
        arrivedEarly = 0;
        return FIRST_LIMIT - 0.5 + level;
    }

    /** The message was acknowledged; changes that are here already waited for nothing. */
    synchronized void answered(long nanos) {
        answered = true;
        answeredNanos = nanos;
        for (int i = 0; i < arrivedEarly; i++) {
            latencies.add(Math.max(0, early[i] - nanos));
        }
    }

    /** A change came. */
    synchronized void arrived(int cohort, boolean entered, long nanos) {
        Boolean expected = awaited.remove(cohort);
        if (expected == null || expected != entered) {
            latencies.fault(patient + (entered ? " entered" : " left") + " cohort " + cohort + " unasked");
        } else if (answered) {
            latencies.add(Math.max(0, nanos - answeredNanos));
        } else {
            early[arrivedEarly++] = nanos;
        }
    }

    /** Changes that did not come. */
    synchronized int missing() {
        return awaited.size();
    }
}
