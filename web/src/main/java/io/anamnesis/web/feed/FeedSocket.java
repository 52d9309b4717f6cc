package io.anamnesis.web.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's socket. Frames wait here in two places, both bounded: at most {@code frames-ahead} between the actor and
 * the context, because no more are asked for, and at most {@code write-queue} bytes and the frame that crossed it between
 * the context and the socket, because nothing is asked for while that queue is full.
 */
public final class FeedSocket {
    /** Application close codes are 4000 and the HTTP status that says the same. */
    private static final int CLOSE_BASE = 4000;

    private static final int GOING_AWAY = 1001;
    private static final long CLOSE_MILLIS = 2_000;

    private final ServerWebSocket socket;
    private final Context context;
    private final FeedSettings settings;
    private final ObjectWriter writer;
    private final Runnable cut;
    private final Consumer<FeedSocket> onClose;
    private final Queue<Object> frames = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private @Nullable FeedSubscription subscription;
    private long owed;
    private boolean answered = true;
    private boolean closed;
    private boolean gone;
    private long pings;
    private long expiry;

    /**
     * Begins with nothing sent.
     *
     * @param writer writes a frame as JSON
     * @param cut ends the connection without waiting for the peer
     * @param onClose runs once, when this has let go of everything
     */
    FeedSocket(
            ServerWebSocket socket,
            Context context,
            FeedSettings settings,
            ObjectWriter writer,
            Runnable cut,
            Consumer<FeedSocket> onClose) {
        this.socket = socket;
        this.context = context;
        this.settings = settings;
        this.writer = writer;
        this.cut = cut;
        this.onClose = onClose;
    }

    /** @param lifetimeMillis how long the token still holds */
    void start(long lifetimeMillis) {
        Vertx vertx = context.owner();
        socket.setWriteQueueMaxSize(settings.writeQueue());
        socket.drainHandler(v -> ask());
        socket.pongHandler(pong -> answered = true);
        socket.exceptionHandler(gone -> {}); // the close handler follows
        socket.closeHandler(v -> {
            gone = true;
            release();
        });
        pings = vertx.setPeriodic(settings.pingInterval().toMillis(), t -> ping());
        expiry = vertx.setTimer(lifetimeMillis, t -> close(ProblemCode.TOKEN_REFUSED));
    }

    void subscribed(FeedSubscription feed) {
        subscription = feed;
        if (closed) {
            feed.close();
        } else {
            feed.request(settings.framesAhead());
        }
    }

    /** The next frame of the feed; at most as many as were requested. On an actor thread. */
    public void frame(Object frame) {
        frames.add(frame);
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(v -> send());
        }
    }

    /** The feed ended, by itself (null) or for a reason. On an actor thread. */
    public void closed(@Nullable Rejection reason) {
        context.runOnContext(v -> {
            send();
            if (reason == null) {
                close(1000, "the feed ended");
            } else {
                close(ProblemCode.of(reason));
            }
        });
    }

    private void send() {
        scheduled.set(false);
        for (Object frame = frames.poll(); frame != null && !closed; frame = frames.poll()) {
            socket.writeTextMessage(json(frame));
            owed++;
        }
        ask();
    }

    /** Asks for as many frames as were sent, once the socket has taken enough of them. */
    private void ask() {
        FeedSubscription feed = subscription;
        if (feed != null && owed > 0 && !closed && !socket.writeQueueFull()) {
            long credits = owed;
            owed = 0;
            feed.request(credits);
        }
    }

    private void ping() {
        if (!answered) {
            close(CLOSE_BASE + 408, "no answer to a ping");
            return;
        }
        answered = false;
        socket.writePing(Buffer.buffer("anamnesis"));
    }

    private void close(ProblemCode code) {
        close(CLOSE_BASE + code.status(), code.code());
    }

    /** Lets go at once, and cuts a peer that has stopped reading and so takes no close frame either. */
    private void close(int status, String reason) {
        if (!closed) {
            socket.close((short) status, reason);
            release();
            context.owner().setTimer(CLOSE_MILLIS, t -> {
                if (!gone) {
                    cut.run();
                }
            });
        }
    }

    /** The server stops. On any thread; completes when the watcher has been told, not when it has heard. */
    Future<Void> leave() {
        Promise<Void> told = Promise.promise();
        context.runOnContext(v -> {
            close(GOING_AWAY, "the server stops");
            told.complete();
        });
        return told.future();
    }

    private void release() {
        if (closed) {
            return;
        }
        closed = true;
        context.owner().cancelTimer(pings);
        context.owner().cancelTimer(expiry);
        frames.clear();
        FeedSubscription feed = subscription;
        if (feed != null) {
            feed.close();
        }
        onClose.accept(this);
    }

    private String json(Object frame) {
        try {
            return writer.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame is always JSON", e);
        }
    }
}
