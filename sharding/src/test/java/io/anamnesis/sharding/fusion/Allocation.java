package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that a thread allocates. */
public final class Allocation {
    private static final int RUNS = 10_000;
    private static final int ROUNDS = 100;

    private Allocation() {}

    /** Repeats it until a round allocates nothing: vectors are boxed until the compiler is done, whenever that is. */
    public static void assertSettlesAtNothing(Runnable step) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        // the smallest object would be 16 bytes a run
        for (int round = 0; round < ROUNDS && allocated >= RUNS; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int run = 0; run < RUNS; run++) {
                step.run();
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes of %d runs", RUNS).isLessThan(RUNS);
    }
}
