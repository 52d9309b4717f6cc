package io.anamnesis.ops.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The samples of the last ten minutes. Any thread. */
final class SampleRing {
    private static final int MOST = 600;

    private final Deque<Sample> samples = new ArrayDeque<>();

    synchronized void add(Sample sample) {
        if (samples.size() == MOST) {
            samples.removeFirst();
        }
        samples.add(sample);
    }

    /** Oldest first. */
    synchronized List<Sample> all() {
        return List.copyOf(samples);
    }
}
