package io.anamnesis.ops.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thing that must hold before work is taken.
 *
 * @param name kebab-case
 * @param holds asks again; a failed stage means no
 */
public record ReadinessCheck(String name, Supplier<CompletionStage<Boolean>> holds) {
    /** A check that answers at once. */
    public static ReadinessCheck now(String name, BooleanSupplier holds) {
        return new ReadinessCheck(name, () -> CompletableFuture.completedFuture(holds.getAsBoolean()));
    }
}
