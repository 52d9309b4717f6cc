package io.anamnesis.web;

import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Takes no uploads while the heap is nearly full of what lives: each would wake more patients. Those who are asleep by their idle time
 * make room, and the sender tries again, here or at another node.
 */
final class HeapGuard implements Handler<RoutingContext> {
    private static final String RETRY_AFTER_SECONDS = "5";
    /** Asked for once: each asking makes names and proxies of all pools anew, and an upload is not to pay for that. */
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans();

    private final double most;
    private final DoubleSupplier share;

    /**
     * @param most share of the heap, above which uploads are refused; 1 never refuses
     * @param share of the heap that lives
     */
    HeapGuard(double most, DoubleSupplier share) {
        this.most = most;
        this.share = share;
    }

    /** The share of the largest heap pool that was left by its last collection: garbage does not count. */
    static double living() {
        long max = 0;
        long used = 0;
        for (MemoryPoolMXBean pool : POOLS) {
            MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            if (left != null && left.getMax() > max) {
                max = left.getMax();
                used = left.getUsed();
            }
        }
        return max == 0 ? 0 : (double) used / max;
    }

    @Override
    public void handle(RoutingContext context) {
        double now = share.getAsDouble();
        if (now > most) {
            new Problem(
                            ProblemCode.NODE_OVERLOADED,
                            String.format(
                                    Locale.ROOT,
                                    "The node's memory is %.0f %% full; it takes no uploads above %.0f %%. Send again in"
                                            + " some seconds, or to another node.",
                                    now * 100,
                                    most * 100))
                    .header("Retry-After", RETRY_AFTER_SECONDS)
                    .send(context.request());
        } else {
            context.next();
        }
    }
}
