package io.anamnesis.web;

import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many requests in at the same time, over all event loops. */
final class Admission implements Handler<RoutingContext> {
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    Admission(int most) {
        this.most = most;
    }

    @Override
    public void handle(RoutingContext context) {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            new Problem(
                            ProblemCode.SERVER_BUSY,
                            "The server holds " + most + " requests, the most it may. Try again later.")
                    .send(context.request());
            return;
        }
        context.addEndHandler(ended -> inside.decrementAndGet());
        context.next();
    }

    int inside() {
        return inside.get();
    }
}
