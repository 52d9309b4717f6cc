package io.anamnesis.sharding.index;

import java.util.ArrayList;
import java.util.List;

/** A patient whose newest digest is not here yet. Guarded by the index's lock. */
final class Unsettled {
    final int slice;
    final long sinceNanos;
    long seq;
    /** When the entity was asked last; 0 where nobody asked since it changed. */
    long askedNanos;

    final List<Settling> waiting = new ArrayList<>(0);

    Unsettled(int slice, long sinceNanos) {
        this.slice = slice;
        this.sinceNanos = sinceNanos;
    }
}
