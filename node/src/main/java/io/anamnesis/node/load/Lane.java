package io.anamnesis.node.load;

import org.jspecify.annotations.Nullable;

/** Where batches go. */
interface Lane extends AutoCloseable {
    /** Takes a whole batch; blocks while enough are under way. */
    void take(Batch batch) throws InterruptedException;

    /** Waits until nothing is under way; says what went wrong, or null. */
    @Nullable
    Throwable drain() throws InterruptedException;

    @Override
    void close();
}
