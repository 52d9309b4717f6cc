package io.anamnesis.node.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** From acknowledgements to changes, and what was wrong with changes. Thread-safe. */
final class LiveLatencies {
    private static final int MOST_FAULTS_TOLD = 10;

    private final List<Long> nanos = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final LongAdder faultCount = new LongAdder();
    private volatile boolean counting;

    /** What comes from now on counts. */
    void begin() {
        counting = true;
    }

    void add(long latencyNanos) {
        if (counting) {
            synchronized (nanos) {
                nanos.add(latencyNanos);
            }
        }
    }

    void fault(String sentence) {
        faultCount.increment();
        synchronized (faults) {
            if (faults.size() < MOST_FAULTS_TOLD) {
                faults.add(sentence);
            }
        }
    }

    long faultCount() {
        return faultCount.sum();
    }

    /** The first of them. */
    List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** Microseconds, ascending. */
    long[] micros() {
        synchronized (nanos) {
            long[] micros = nanos.stream().mapToLong(each -> each / 1_000).toArray();
            Arrays.sort(micros);
            return micros;
        }
    }
}
