package io.anamnesis.web.feed;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.client.Feeds;
import io.anamnesis.web.connection.Connections;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code WS /v1/feeds/patients/{id}?fromSeq=}: a snapshot (or, with {@code fromSeq}, what followed), then deltas and
 * heartbeats, each a JSON text message with its {@code type}.
 */
public final class FeedRoute implements Handler<RoutingContext> {
    private final Feeds feeds;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final FeedLimits limits;
    private final Set<FeedSocket> open = ConcurrentHashMap.newKeySet();

    public FeedRoute(Feeds feeds, FeedSettings settings, InstantSource clock) {
        this.feeds = feeds;
        this.settings = settings;
        this.clock = clock;
        this.limits = new FeedLimits(settings);
    }

    @Override
    public void handle(RoutingContext context) {
        PatientId patient;
        Long fromSeq;
        try {
            QueryParameters query = new QueryParameters(context);
            patient = query.patient();
            fromSeq = query.seq("fromSeq");
        } catch (Refused e) {
            e.problem().send(context.request());
            return;
        }
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
        open(context, patient, caller, fromSeq);
    }

    private void open(RoutingContext context, PatientId patient, Caller caller, @Nullable Long fromSeq) {
        Context home = Vertx.currentContext();
        long lifetime = lifetimeMillis(BearerHandler.expiresAt(context));
        context.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    FeedSocket feed = socket(context.request(), socket, home, caller);
                    feed.start(lifetime);
                    feed.subscribed(feeds.open(patient, caller, fromSeq, feed));
                })
                .onFailure(failure -> limits.leave(caller.subject()));
    }

    private FeedSocket socket(HttpServerRequest request, ServerWebSocket socket, Context home, Caller caller) {
        FeedSocket feed =
                new FeedSocket(socket, home, settings, () -> Connections.cut(request.connection()), released -> {
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
