package io.anamnesis.sharding.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of work shared among cores. The caller works too and takes what nobody else took, so an executor that is busy or
 * refuses costs time and never the answer.
 *
 * @param executor runs the helpers; they never block
 * @param cores threads that work on one call, the caller's included, at least 1
 */
public record ScanCrew(Executor executor, int cores) {

    public ScanCrew {
        if (cores < 1) {
            throw new IllegalArgumentException("a crew has at least one core, here " + cores);
        }
    }

    /** Only the caller. */
    public static ScanCrew alone() {
        return new ScanCrew(Runnable::run, 1);
    }

    /**
     * Runs all blocks and waits for them.
     *
     * @param own makes what one thread writes to
     * @return what the threads wrote to
     */
    <T> List<T> run(int blocks, Supplier<T> own, ObjIntConsumer<T> work) {
        Shared<T> shared = new Shared<>(blocks, own, work);
        for (int helper = 1; helper < Math.min(cores, blocks); helper++) {
            try {
                executor.execute(shared::help);
            } catch (RejectedExecutionException busy) {
                break;
            }
        }
        shared.help();
        return shared.await();
    }

    private static final class Shared<T> {
        private final int blocks;
        private final Supplier<T> own;
        private final ObjIntConsumer<T> work;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final List<T> written = new ArrayList<>();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

        Shared(int blocks, Supplier<T> own, ObjIntConsumer<T> work) {
            this.blocks = blocks;
            this.own = own;
            this.work = work;
            this.left = new CountDownLatch(blocks);
        }

        /** A helper that comes late finds no block, and writes nothing. */
        void help() {
            int block = next.getAndIncrement();
            if (block >= blocks) {
                return;
            }
            T mine = own.get();
            synchronized (written) {
                written.add(mine);
            }
            for (; block < blocks; block = next.getAndIncrement()) {
                try {
                    work.accept(mine, block);
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        List<T> await() {
            try {
                left.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the crew", e);
            }
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            synchronized (written) {
                return List.copyOf(written);
            }
        }
    }
}
