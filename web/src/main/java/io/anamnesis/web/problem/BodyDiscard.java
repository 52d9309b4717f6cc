package io.anamnesis.web.problem;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads on for a while after an early refusal. Closing at once would reset the connection, and the sender would lose the
 * answer that tells it why; reading to the end would let it send for ever.
 */
public final class BodyDiscard {
    private static final long MOST_BYTES = 1 << 20;
    private static final long MOST_MILLIS = 5_000;

    private final HttpServerRequest request;
    private long bytes;

    private BodyDiscard(HttpServerRequest request) {
        this.request = request;
    }

    /** Begins, unless the body has been read to its end. The response has ended. */
    public static void begin(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        new BodyDiscard(request).run();
    }

    private void run() {
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(MOST_MILLIS, t -> request.connection().close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(this::discard);
        request.resume();
    }

    private void discard(Buffer piece) {
        bytes += piece.length();
        if (bytes > MOST_BYTES) {
            request.connection().close();
        }
    }
}
