package io.anamnesis.ops.console;

import io.anamnesis.ops.cluster.ClusterEvent;
import io.anamnesis.ops.cluster.ClusterOps;
import io.anamnesis.ops.cluster.ClusterPicture;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code WS /v1/feeds/ops}: first what was, then a picture a second with the events since the last. A console that does not take one in
 * time misses it and gets the next, which is whole.
 */
final class OpsFeed {
    private static final long PING_MILLIS = 20_000;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final short UNAUTHORIZED = 4401;
    private static final short SILENT = 4408;

    private final ClusterOps cluster;
    private final Door door;
    private final int most;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger inside = new AtomicInteger();
    private final Set<Console> consoles = ConcurrentHashMap.newKeySet();

    OpsFeed(ClusterOps cluster, Door door, int most) {
        this.cluster = cluster;
        this.door = door;
        this.most = most;
    }

    /** Begins to hear of pictures; routes are mounted once an event loop. */
    void begin() {
        if (!begun.getAndSet(true)) {
            cluster.listen(this::show);
        }
    }

    private void show(ClusterPicture picture) {
        if (!consoles.isEmpty()) {
            consoles.forEach(console -> console.show(picture));
        }
    }

    void enter(RoutingContext context) {
        if (!context.request().canUpgradeToWebSocket()) {
            context.response().putHeader("Upgrade", "websocket");
            Answers.problem(
                    context,
                    426,
                    "websocket-required",
                    "The path speaks WebSocket only",
                    "Ask for this path with 'Upgrade: websocket'.");
        } else if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            Answers.problem(
                    context,
                    503,
                    "server-busy",
                    "The node holds as many consoles as it may",
                    most + " consoles watch this node, the most it may. Watch another.");
        } else {
            Instant expiry = door.expiresAt(context);
            Context home = Vertx.currentContext();
            context.request()
                    .toWebSocket()
                    .onSuccess(socket -> {
                        door.upgraded(context);
                        new Console(socket, home).start(expiry);
                    })
                    .onFailure(failure -> inside.decrementAndGet());
        }
    }

    /** One console; its state belongs to its context. */
    private final class Console {
        private final ServerWebSocket socket;
        private final Context context;
        private long lastEvent;
        private boolean answered = true;
        private long pings;
        private long expiry;

        Console(ServerWebSocket socket, Context context) {
            this.socket = socket;
            this.context = context;
        }

        void start(Instant expiresAt) {
            Vertx vertx = context.owner();
            socket.pongHandler(pong -> answered = true);
            socket.exceptionHandler(gone -> {}); // the close handler follows
            socket.closeHandler(v -> {
                vertx.cancelTimer(pings);
                vertx.cancelTimer(expiry);
                consoles.remove(this);
                inside.decrementAndGet();
            });
            pings = vertx.setPeriodic(PING_MILLIS, t -> ping());
            Instant now = Instant.now();
            Instant latest = now.plus(LONGEST);
            Instant end = expiresAt.isAfter(latest) ? latest : expiresAt;
            long lifetime = Duration.between(now, end).toMillis();
            expiry = vertx.setTimer(Math.max(1, lifetime), t -> close(UNAUTHORIZED, "token-refused"));
            Map<String, Object> hello = frame("hello");
            hello.put("samples", cluster.samples());
            ClusterPicture latestPicture = cluster.picture();
            if (latestPicture != null) {
                hello.put("picture", latestPicture);
            }
            send(hello);
            consoles.add(this);
        }

        void show(ClusterPicture picture) {
            context.runOnContext(v -> {
                if (!socket.isClosed() && !socket.writeQueueFull()) {
                    Map<String, Object> next = frame("picture");
                    next.put("picture", picture);
                    send(next);
                }
            });
        }

        private Map<String, Object> frame(String type) {
            List<ClusterEvent> events = cluster.eventsAfter(lastEvent);
            if (!events.isEmpty()) {
                lastEvent = events.get(events.size() - 1).number();
            }
            Map<String, Object> frame = new LinkedHashMap<>();
            frame.put("type", type);
            frame.put("events", events);
            return frame;
        }

        private void send(Map<String, Object> frame) {
            var unused = socket.writeTextMessage(Answers.json(frame).toString());
        }

        private void ping() {
            if (!answered) {
                close(SILENT, "no answer to a ping");
                return;
            }
            answered = false;
            var unused = socket.writePing(Buffer.buffer("anamnesis"));
        }

        private void close(short code, String reason) {
            var unused = socket.close(code, reason);
        }
    }
}
