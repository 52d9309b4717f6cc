package io.anamnesis.node.check;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Brings messages home: what was refused for now, or not answered, goes to another node. Thread-safe; a call blocks. */
final class Sender {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 200;
    private static final String OUR_BUG = "internal-error";

    private final NodeRing ring;
    private final MessagesClient client;
    private final Ledger ledger;
    private final StallMeter stalls;
    private final Progress progress;

    Sender(NodeRing ring, String token, Ledger ledger, StallMeter stalls, Progress progress) {
        this.ring = ring;
        this.client = new MessagesClient(token, ANSWER_WITHIN);
        this.ledger = ledger;
        this.stalls = stalls;
        this.progress = progress;
    }

    /** @throws IOException where a node refuses the upload for good, or nothing was settled for minutes */
    void deliver(List<ModalityMessage> messages) throws IOException, InterruptedException {
        List<ModalityMessage> open = messages;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int attempts = 0;
        while (true) {
            URI node = ring.next();
            PostAnswer answer = client.post(node, ndjson(open));
            ledger.attempted(++attempts);
            List<ModalityMessage> rest = unsettled(open, answer);
            if (rest.isEmpty()) {
                return;
            }
            judge(node, answer.problem(), rest.size());
            if (rest.size() < open.size()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new IOException("no node took a message within " + PATIENCE.toSeconds() + " s");
            }
            open = rest;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private void judge(URI node, @Nullable Refusal problem, int left) throws IOException {
        if (problem == null) {
            return;
        }
        if (!problem.retryable()) {
            throw new IOException(node + " refused the upload: " + problem.code() + ", " + problem.detail());
        }
        ring.failed(node);
        ledger.again(problem.code(), left);
    }

    private List<ModalityMessage> unsettled(List<ModalityMessage> sent, PostAnswer answer) {
        boolean[] settled = new boolean[sent.size()];
        int count = 0;
        for (LineOutcome outcome : answer.outcomes()) {
            int place = outcome.line() - 1;
            if (outcome.retryable() || OUR_BUG.equals(outcome.code())) {
                ledger.again(String.valueOf(outcome.code()), 1);
            } else if (place >= 0 && place < settled.length && !settled[place]) {
                settled[place] = true;
                count++;
                ledger.settle(sent.get(place), outcome);
            }
        }
        if (count > 0) {
            stalls.beat();
            progress.add(count);
        }
        List<ModalityMessage> rest = new ArrayList<>();
        for (int i = 0; i < settled.length; i++) {
            if (!settled[i]) {
                rest.add(sent.get(i));
            }
        }
        return rest;
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
