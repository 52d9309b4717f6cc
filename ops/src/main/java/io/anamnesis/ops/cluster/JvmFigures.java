package io.anamnesis.ops.cluster;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/**
 * How the JVM of a node does.
 *
 * @param heapUsedBytes as of now, garbage included
 * @param heapMaxBytes the most it may take
 * @param gcMillis spent on collections since the last report
 * @param cpuLoad of this process, 0 to 1 over all cores; negative where it is not known
 */
public record JvmFigures(long heapUsedBytes, long heapMaxBytes, long gcMillis, double cpuLoad, int threads) {

    /** Reads the beans; one caller. */
    static final class Meter {
        private long lastGcMillis = gcMillis();

        JvmFigures take() {
            MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            long gc = gcMillis();
            long since = gc - lastGcMillis;
            lastGcMillis = gc;
            double load = ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getProcessCpuLoad()
                    : -1;
            return new JvmFigures(
                    heap.getUsed(),
                    heap.getMax(),
                    since,
                    load,
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }

        private static long gcMillis() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
        }
    }
}
