package io.anamnesis.ops.health;

import io.anamnesis.ops.metrics.IndexFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the slices of the index that a node has at its start are loaded: it could answer before, but only in part. A slice that comes
 * later is no reason to send callers away, since answers say what share of the slices they saw; nor is a start that takes too long.
 */
public final class IndexLoaded {
    /** A node that joins others may have no slice for a while, or for ever. The first of a cluster has them all after some 2 s. */
    private static final Duration NONE_YET = Duration.ofSeconds(5);

    private final IndexFigures.Source index;
    private final Duration within;
    private final InstantSource clock;
    private @Nullable Instant began;
    private boolean held;

    /** @param within after so long it holds whatever is loaded */
    public IndexLoaded(IndexFigures.Source index, Duration within, InstantSource clock) {
        this.index = index;
        this.within = within;
        this.clock = clock;
    }

    /**
     * Asks again, until it has held once.
     *
     * @param joined whether this node is up in its cluster and can have slices
     */
    public synchronized boolean holds(boolean joined) {
        if (!held && joined) {
            Instant now = clock.instant();
            began = began == null ? now : began;
            List<IndexFigures.Slice> slices = index.slices();
            Duration waited = Duration.between(began, now);
            held = slices.isEmpty()
                    ? waited.compareTo(NONE_YET) >= 0
                    : slices.stream().allMatch(IndexFigures.Slice::ready);
            held |= waited.compareTo(within) >= 0;
        }
        return held;
    }
}
