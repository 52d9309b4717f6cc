package io.anamnesis.storage.embedded.server;

/**
 * Lets compaction stand back behind what somebody waits for. Merging the files of a few minutes takes a core for seconds, and a
 * write that arrives meanwhile waits in line with it; the server gives those threads the priority of all others. A number of
 * Java's is one of the system's only where the JVM is told so: see {@code jvm-options} in {@code reference.conf}.
 */
final class CompactionPriority {
    /** As the server names it ({@code CompactionManager.CompactionExecutor}). */
    private static final String GROUP = "compaction";

    private CompactionPriority() {}

    /** Lowers threads of compaction that are there and that will be. */
    static void lower() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        ThreadGroup[] groups = new ThreadGroup[2 * top.activeGroupCount() + 16];
        int count = top.enumerate(groups, true);
        boolean found = false;
        for (int i = 0; i < count; i++) {
            if (groups[i].getName().equals(GROUP)) {
                found = true;
                lower(groups[i]);
            }
        }
        if (!found) {
            System.err.println("Compaction keeps its priority: the server has no such group of threads.");
        }
    }

    private static void lower(ThreadGroup group) {
        group.setMaxPriority(Thread.MIN_PRIORITY);
        Thread[] threads = new Thread[2 * group.activeCount() + 16];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            threads[i].setPriority(Thread.MIN_PRIORITY);
        }
    }
}
