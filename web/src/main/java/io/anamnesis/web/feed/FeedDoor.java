package io.anamnesis.web.feed;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.web.connection.Connections;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.request.RequestFront;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens sockets for feeds of every kind, under the same limits. Safe on any thread. */
public final class FeedDoor {
    private final FeedSettings settings;
    private final InstantSource clock;
    private final FeedLimits limits;
    private final Set<FeedSocket> open = ConcurrentHashMap.newKeySet();

    public FeedDoor(FeedSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.limits = new FeedLimits(settings);
    }

    /**
     * Upgrades a request, or answers why not.
     *
     * @param frames writes a frame as JSON
     * @param begin subscribes; what the feed gives goes to the socket
     */
    public void enter(RoutingContext context, ObjectWriter frames, Function<FeedSocket, FeedSubscription> begin) {
        if (!context.request().canUpgradeToWebSocket()) {
            new Problem(ProblemCode.WEBSOCKET_REQUIRED, "Ask for this path with 'Upgrade: websocket'.")
                    .header("Upgrade", "websocket")
                    .send(context.request());
            return;
        }
        Caller caller = BearerHandler.caller(context);
        Problem full = limits.enter(caller.subject());
        if (full != null) {
            full.send(context.request());
            return;
        }
        Context home = Vertx.currentContext();
        long lifetime = lifetimeMillis(BearerHandler.expiresAt(context));
        context.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    RequestFront.upgraded(context);
                    FeedSocket feed = socket(context.request(), socket, home, frames, caller);
                    feed.start(lifetime);
                    feed.subscribed(begin.apply(feed));
                })
                .onFailure(failure -> limits.leave(caller.subject()));
    }

    private FeedSocket socket(
            HttpServerRequest request, ServerWebSocket socket, Context home, ObjectWriter frames, Caller caller) {
        FeedSocket feed = new FeedSocket(
                socket, home, settings, frames, () -> Connections.cut(request.connection()), released -> {
                    limits.leave(caller.subject());
                    open.remove(released);
                });
        open.add(feed);
        return feed;
    }

    /** Tells the watchers that the server stops, and lets go of them. Completes when all have been told. */
    public Future<Void> leave() {
        return Future.join(open.stream().map(FeedSocket::leave).toList()).mapEmpty();
    }

    private long lifetimeMillis(Instant expiresAt) {
        Duration most = Duration.ofDays(365);
        Instant now = clock.instant();
        return expiresAt.isAfter(now.plus(most))
                ? most.toMillis()
                : Math.max(1, Duration.between(now, expiresAt).toMillis());
    }
}
