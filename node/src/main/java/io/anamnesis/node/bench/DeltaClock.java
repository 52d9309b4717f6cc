package io.anamnesis.node.bench;

import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When each upload was sent, and how long its deltas took. A message carries the number of its upload in its id, so that a
 * delta tells it. Uploads are named and sent by one thread; deltas arrive on any.
 */
final class DeltaClock {
    private static final String DELTA = "{\"type\":\"delta\"";
    private static final String SNAPSHOT = "{\"type\":\"snapshot\"";
    private static final int MOST_DELTAS = 1 << 20;

    private final String prefix;
    private final String id;
    private final AtomicLongArray sentNanos;
    private final AtomicLongArray micros = new AtomicLongArray(MOST_DELTAS);
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger snapshots = new AtomicInteger();
    private int uploads;
    private volatile int firstThatCounts = Integer.MAX_VALUE;

    /** @param prefix of the uploads' names, other than that of any clock before */
    DeltaClock(String prefix, int mostUploads) {
        this.prefix = prefix;
        this.id = "\"messageId\":\"" + prefix;
        this.sentNanos = new AtomicLongArray(mostUploads);
    }

    /** The prefix of the next upload's messages. */
    String name() {
        return prefix + uploads;
    }

    /** The upload named last goes out now. */
    void sent() {
        sentNanos.set(uploads++, System.nanoTime());
    }

    /** What is sent from now on counts. */
    void begin() {
        firstThatCounts = uploads;
    }

    void awaitSnapshots(int number, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (snapshots.get() < number) {
            if (System.nanoTime() > deadline) {
                throw new IOException("only " + snapshots.get() + " of " + number + " feeds began");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Waits until no delta has come for a quarter of the patience, at most all of it. */
    long[] end(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        int before = -1;
        while (before != arrived.get() && System.nanoTime() < deadline) {
            before = arrived.get();
            TimeUnit.NANOSECONDS.sleep(patience.toNanos() / 4);
        }
        return IntStream.range(0, Math.min(arrived.get(), MOST_DELTAS))
                .mapToLong(micros::get)
                .toArray();
    }

    private void arrived(CharSequence frame, long now) {
        String text = frame.toString();
        if (text.startsWith(SNAPSHOT)) {
            snapshots.incrementAndGet();
            return;
        }
        int at = text.startsWith(DELTA) ? text.indexOf(id) : -1;
        if (at < 0) {
            return;
        }
        int from = at + id.length();
        int upload = Integer.parseInt(text, from, text.indexOf('.', from), 10);
        if (upload >= firstThatCounts) {
            int count = arrived.getAndIncrement();
            if (count < MOST_DELTAS) {
                micros.set(count, (now - sentNanos.get(upload)) / 1_000);
            }
        }
    }

    /** One for each socket. */
    WebSocket.Listener listener() {
        return new Listener();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            long now = System.nanoTime();
            socket.request(1);
            if (last && frame.isEmpty()) {
                arrived(part, now);
            } else {
                frame.append(part);
                if (last) {
                    arrived(frame, now);
                    frame.setLength(0);
                }
            }
            return null;
        }
    }
}
