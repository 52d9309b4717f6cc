package io.anamnesis.sharding.cohort;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When to give up. Looked at every few thousand rows and between steps.
 *
 * @param ticker nanoseconds of a clock that only goes on, such as {@code System::nanoTime}
 * @param endNanos what the ticker says at the end
 * @param cancelled whether nobody waits any more
 */
public record Deadline(LongSupplier ticker, long endNanos, BooleanSupplier cancelled) {
    /** Rows between two looks. */
    static final int ROWS = 4_096;

    /** None, and a ticker that stands still. */
    public static final Deadline NEVER = new Deadline(() -> 0, 1, () -> false);

    /** @throws EvaluationStopped where it is time to give up */
    void check() {
        if (cancelled.getAsBoolean()) {
            throw new EvaluationStopped(EvaluationStopped.Why.CANCELLED);
        }
        if (ticker.getAsLong() - endNanos >= 0) {
            throw new EvaluationStopped(EvaluationStopped.Why.DEADLINE);
        }
    }
}
