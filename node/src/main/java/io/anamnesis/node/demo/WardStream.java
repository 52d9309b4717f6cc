package io.anamnesis.node.demo;

import io.anamnesis.node.client.LineOutcome;
import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.client.PostAnswer;
import io.anamnesis.node.client.PostAnswer.Refusal;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Sends what happens in a ward, as fast as its clock runs and the rate allows. Counters may be read on any thread. */
public final class WardStream {
    private static final int MAX_BATCH = 500;
    private static final long RETRY_MILLIS = 500;
    private static final long IDLE_MILLIS = 20;

    private final Ward ward;
    private final WardClock clock;
    private final NodeRing ring;
    private final MessagesClient client;
    private final double perSecond;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long freeAtNanos = System.nanoTime();

    /**
     * @param begin where the ward's time begins
     * @param speed simulated seconds in one real one
     * @param perSecond the most messages in one real second
     */
    public WardStream(Ward ward, Instant begin, double speed, double perSecond, NodeRing ring, MessagesClient client) {
        this.ward = ward;
        this.clock = new WardClock(InstantSource.system(), begin, speed);
        this.ring = ring;
        this.client = client;
        this.perSecond = perSecond;
    }

    /**
     * Streams until this thread is interrupted.
     *
     * @throws IOException where the system refuses the upload for good
     */
    public void run() throws IOException, InterruptedException {
        while (true) {
            Optional<Instant> step = clock.due();
            if (step.isEmpty()) {
                Thread.sleep(IDLE_MILLIS);
                continue;
            }
            List<ModalityMessage> messages = ward.step(step.get());
            for (int from = 0; from < messages.size(); from += MAX_BATCH) {
                List<ModalityMessage> batch = messages.subList(from, Math.min(messages.size(), from + MAX_BATCH));
                pace(batch.size());
                send(batch);
            }
        }
    }

    /** One line about the stream so far. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "ward at %s: %,d accepted, %,d sent twice, %,d refused",
                clock.now(),
                accepted.get(),
                duplicates.get(),
                refused.get());
    }

    private void pace(int messages) throws InterruptedException {
        long now = System.nanoTime();
        long wait = freeAtNanos - now;
        if (wait > 0) {
            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        }
        freeAtNanos = Math.max(now, freeAtNanos) + (long) (messages / perSecond * 1e9);
    }

    private void send(List<ModalityMessage> batch) throws IOException, InterruptedException {
        List<ModalityMessage> open = batch;
        while (!open.isEmpty()) {
            URI node = ring.next();
            PostAnswer answer = client.post(node, ndjson(open));
            open = unsettled(open, answer);
            Refusal problem = answer.problem();
            if (problem != null && !problem.retryable()) {
                throw new IOException(node + " refused the messages: " + problem.code() + ", " + problem.detail());
            }
            if (problem != null) {
                ring.failed(node);
            }
            if (!open.isEmpty()) {
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private List<ModalityMessage> unsettled(List<ModalityMessage> sent, PostAnswer answer) {
        boolean[] settled = new boolean[sent.size()];
        for (LineOutcome outcome : answer.outcomes()) {
            int place = outcome.line() - 1;
            if (place >= 0 && place < settled.length && !outcome.retryable()) {
                settled[place] = true;
                count(outcome);
            }
        }
        List<ModalityMessage> rest = new ArrayList<>();
        for (int i = 0; i < settled.length; i++) {
            if (!settled[i]) {
                rest.add(sent.get(i));
            }
        }
        return rest;
    }

    private void count(LineOutcome outcome) {
        switch (outcome.status()) {
            case ACCEPTED -> accepted.incrementAndGet();
            case DUPLICATE -> duplicates.incrementAndGet();
            case REFUSED -> refused.incrementAndGet();
        }
    }

    private static byte[] ndjson(List<ModalityMessage> messages) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (ModalityMessage message : messages) {
            body.writeBytes(MessageCodec.toJson(message));
            body.write('\n');
        }
        return body.toByteArray();
    }
}
