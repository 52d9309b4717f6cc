package io.anamnesis.ops.health;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * {@code GET /livez}: 200 as long as the process answers at all. {@code GET /readyz}: 200 where every check holds, else 503;
 * the body names each check.
 */
public final class HealthRoutes implements Consumer<Router> {
    private final List<ReadinessCheck> checks;
    private final Duration timeout;
    private final Supplier<JsonObject> told;

    /** @param timeout a check that has not answered by then does not hold */
    public HealthRoutes(List<ReadinessCheck> checks, Duration timeout) {
        this(checks, timeout, JsonObject::new);
    }

    /** @param told what the body says besides, which makes no node unready */
    public HealthRoutes(List<ReadinessCheck> checks, Duration timeout, Supplier<JsonObject> told) {
        this.told = told;
        this.checks = List.copyOf(checks);
        this.timeout = timeout;
    }

    @Override
    public void accept(Router router) {
        router.get("/livez").handler(context -> answer(context, 200, new JsonObject().put("alive", true)));
        router.get("/readyz").handler(this::ready);
    }

    private void ready(RoutingContext context) {
        List<Future<Boolean>> answers = checks.stream().map(this::ask).toList();
        Future.join(answers).onComplete(done -> {
            JsonObject each = new JsonObject();
            boolean all = true;
            for (int i = 0; i < answers.size(); i++) {
                boolean holds = Boolean.TRUE.equals(answers.get(i).result());
                each.put(checks.get(i).name(), holds);
                all &= holds;
            }
            answer(
                    context,
                    all ? 200 : 503,
                    new JsonObject().put("ready", all).put("checks", each).mergeIn(told.get()));
        });
    }

    private Future<Boolean> ask(ReadinessCheck check) {
        return Future.fromCompletionStage(check.holds().get())
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false);
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
