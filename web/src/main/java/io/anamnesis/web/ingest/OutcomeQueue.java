package io.anamnesis.web.ingest;

import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The hop from any thread to the connection's context, in batches: the first outcome of a batch schedules one turn, all
 * that arrive until that turn ride along. A stack of outcomes that link themselves: adding costs one compare-and-set.
 */
final class OutcomeQueue {
    private final AtomicReference<@Nullable Outcome> top = new AtomicReference<>();
    private final Context context;
    private final Runnable turn;

    /** @param turn runs on the context and takes what is there */
    OutcomeQueue(Context context, Runnable turn) {
        this.context = context;
        this.turn = turn;
    }

    /** On any thread. */
    void add(Outcome outcome) {
        Outcome before;
        do {
            before = top.get();
            outcome.next = before;
        } while (!top.compareAndSet(before, outcome));
        if (before == null) {
            context.runOnContext(v -> turn.run());
        }
    }

    /** All that arrived, in order of arrival, linked by {@code next}; null where there is nothing. */
    @Nullable
    Outcome takeAll() {
        Outcome newest = top.getAndSet(null);
        Outcome ordered = null;
        while (newest != null) {
            Outcome older = newest.next;
            newest.next = ordered;
            ordered = newest;
            newest = older;
        }
        return ordered;
    }
}
