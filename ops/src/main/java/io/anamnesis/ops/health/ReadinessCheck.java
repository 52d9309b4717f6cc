package io.anamnesis.ops.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thing that must hold before work is taken.
 *
 * @param name kebab-case
 * @param holds asks again; a failed stage means no
 */
public record ReadinessCheck(String name, Supplier<CompletionStage<Boolean>> holds) {
    /**
     * The same, which asks no more once it has held: what it waits for at the start comes and goes later without a node that can't serve.
     */
    public ReadinessCheck once() {
        AtomicBoolean held = new AtomicBoolean();
        return new ReadinessCheck(
                name,
                () -> held.get()
                        ? CompletableFuture.completedFuture(true)
                        : holds.get().thenApply(now -> {
                            if (now) {
                                held.set(true);
                            }
                            return now;
                        }));
    }

    /** A check that answers at once. */
    public static ReadinessCheck now(String name, BooleanSupplier holds) {
        return new ReadinessCheck(name, () -> CompletableFuture.completedFuture(holds.getAsBoolean()));
    }
}
