package io.anamnesis.protocol.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * What the last collection left in the largest pool of this JVM's heap: garbage does not count.
 *
 * @param usedBytes as of that collection
 * @param maxBytes what the pool may take; 0 before the first collection
 */
public record LiveHeap(long usedBytes, long maxBytes) {
    /** Asked for once: each asking makes names and proxies of all pools anew, and an upload is not to pay for that. */
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans();

    /** As of the last collection. */
    public static LiveHeap now() {
        LiveHeap largest = new LiveHeap(0, 0);
        for (MemoryPoolMXBean pool : POOLS) {
            MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            if (left != null && left.getMax() > largest.maxBytes) {
                largest = new LiveHeap(left.getUsed(), left.getMax());
            }
        }
        return largest;
    }

    /** From 0 to 1. */
    public double share() {
        return maxBytes == 0 ? 0 : (double) usedBytes / maxBytes;
    }
}
