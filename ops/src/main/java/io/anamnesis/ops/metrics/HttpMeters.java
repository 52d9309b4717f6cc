package io.anamnesis.ops.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts HTTP requests by route and status; to be mounted before all routes. A path that no route knows is {@code other}. */
final class HttpMeters implements Consumer<Router> {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private record Asked(String method, String route, int status) {}

    private final MeterRegistry registry;
    private final Map<Asked, Timer> timers = new ConcurrentHashMap<>();

    HttpMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accept(Router router) {
        router.route().handler(context -> {
            long begun = System.nanoTime();
            context.addEndHandler(ended -> count(context, System.nanoTime() - begun));
            context.next();
        });
    }

    private void count(RoutingContext context, long nanos) {
        Asked asked = new Asked(
                method(context.request().method().name()),
                route(context.currentRoute()),
                context.response().getStatusCode());
        timers.computeIfAbsent(asked, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String method(String name) {
        return METHODS.contains(name) ? name : "other";
    }

    private static String route(Route route) {
        String path = route == null ? null : route.getPath();
        return path == null ? "other" : path.replaceAll(":([A-Za-z0-9_]+)", "{$1}");
    }

    private Timer timer(Asked asked) {
        return Buckets.timer(
                registry,
                "anamnesis.http.request",
                "From the head of an HTTP request to the end of its response",
                "method",
                asked.method(),
                "route",
                asked.route(),
                "status",
                Integer.toString(asked.status()));
    }
}
