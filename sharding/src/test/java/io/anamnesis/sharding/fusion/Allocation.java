package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Counts the bytes that a thread allocates. */
public final class Allocation {
    private static final int RUNS = 10_000;
    /** How long the compiler may take to come to a method: its queue is long in the process of all tests. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Allocation() {}

    /** Repeats it until a round allocates nothing: vectors are boxed until the compiler is done, whenever that is. */
    public static void assertSettlesAtNothing(Runnable step) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long allocated;
        do {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int run = 0; run < RUNS; run++) {
                step.run();
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
            // the smallest object would be 16 bytes a run
        } while (allocated >= RUNS && System.nanoTime() - deadline < 0);
        assertThat(allocated).as("bytes of %d runs", RUNS).isLessThan(RUNS);
    }
}
