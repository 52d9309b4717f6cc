package io.anamnesis.ops.cluster;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/**
 * How the JVM of a node does.
 *
 * @param heapUsedBytes as of now, garbage included
 * @param heapMaxBytes the most it may take
 * @param gcShare of the time that was spent on collections, 0 to 1, smoothed over some ten seconds
 * @param cpuLoad of this process, 0 to 1 over all cores, smoothed alike; negative where it is not known
 */
public record JvmFigures(long heapUsedBytes, long heapMaxBytes, double gcShare, double cpuLoad, int threads) {

    /** Reads the beans; one caller. */
    static final class Meter {
        /** What a beat counts: one collection or a busy second makes no node ill. */
        private static final double WEIGHT = 0.15;

        private long lastGcMillis = gcMillis();
        private long lastNanos = System.nanoTime();
        private double gcShare;
        private double cpuLoad;

        JvmFigures take() {
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            long gc = gcMillis();
            long now = System.nanoTime();
            double share = (gc - lastGcMillis) * 1e6 / Math.max(1, now - lastNanos);
            gcShare += WEIGHT * (share - gcShare);
            lastGcMillis = gc;
            lastNanos = now;
            double load = ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getProcessCpuLoad()
                    : -1;
            cpuLoad = load < 0 ? load : cpuLoad + WEIGHT * (load - cpuLoad);
            return new JvmFigures(
                    heap.getUsed(),
                    heap.getMax(),
                    gcShare,
                    cpuLoad,
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }

        private static long gcMillis() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
        }
    }
}
