package io.anamnesis.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.node.client.FeedPosition.Step;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.wire.WireMappers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a feed. One frame is asked for at a time, so that a slow watcher slows the feed down. */
final class FeedConnection implements WebSocket.Listener {
    /** A snapshot of a long history takes a few hundred KiB. */
    private static final int MAX_FRAME_CHARS = 16 << 20;

    private static final int REFUSED_FROM = 4400;
    private static final int REFUSED_TO = 4499;
    private static final int TIMEOUT_CODE = 4408;
    private static final int BUSY_CODE = 4429;

    private final FeedPosition position;
    private final FeedWatcher watcher;
    private final StringBuilder text = new StringBuilder();
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile boolean heardSomething;

    /** Something was heard; with an ending, for the last time. */
    private record Signal(@Nullable Ending ending) {}

    /**
     * How a connection ended.
     *
     * @param permanent whether another attempt is of no use
     * @param heardSomething whether any frame came
     */
    record Ending(String reason, boolean permanent, boolean heardSomething) {}

    FeedConnection(FeedPosition position, FeedWatcher watcher) {
        this.position = position;
        this.watcher = watcher;
    }

    /** Waits for the end, which silence is too. */
    Ending awaitEnd(WebSocket socket, Duration silence) throws InterruptedException {
        try {
            while (true) {
                Signal signal = signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
                if (signal == null) {
                    return new Ending("nothing was heard for " + silence.toSeconds() + " s", false, heardSomething);
                }
                if (signal.ending() != null) {
                    return signal.ending();
                }
            }
        } finally {
            socket.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (text.length() > MAX_FRAME_CHARS) {
            end("a frame was longer than " + MAX_FRAME_CHARS + " characters", true);
            return null;
        }
        if (last) {
            String json = text.toString();
            text.setLength(0);
            frame(json);
        }
        socket.request(1);
        return null;
    }

    private void frame(String json) {
        FeedFrame frame;
        try {
            frame = WireMappers.outside().readValue(json, FeedFrame.class);
        } catch (JsonProcessingException e) {
            end("it sent a frame that this version can't read", true);
            return;
        }
        heardSomething = true;
        Step step = position.advance(frame);
        if (step == Step.GAP) {
            end("an event was missing", false);
        } else {
            signals.add(new Signal(null));
        }
        if (step == Step.TAKE) {
            watcher.frame(frame, json);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        signals.add(new Signal(null));
        socket.request(1);
        return null; // the JDK answers with a pong
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        boolean refused = code >= REFUSED_FROM && code <= REFUSED_TO && code != TIMEOUT_CODE && code != BUSY_CODE;
        end("closed with code " + code + (reason.isEmpty() ? "" : ", " + reason), refused);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        String message = error.getMessage();
        end(message == null ? "the connection broke" : message, false);
    }

    private void end(String reason, boolean permanent) {
        signals.add(new Signal(new Ending(reason, permanent, heardSomething)));
    }
}
