package io.anamnesis.web;

import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Takes no uploads while the heap is nearly full of what lives: each would wake more patients. Those who leave the memory meanwhile
 * make room, and the sender tries again, here or at another node.
 */
final class HeapGuard implements Handler<RoutingContext> {
    private static final String RETRY_AFTER_SECONDS = "5";

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
