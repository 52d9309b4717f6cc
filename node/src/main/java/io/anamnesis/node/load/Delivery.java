package io.anamnesis.node.load;

import io.anamnesis.node.client.LineOutcome;
import io.anamnesis.node.client.MessagesClient;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.client.PostAnswer;
import io.anamnesis.node.client.PostAnswer.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Brings one batch home: what was refused for now, or not answered, goes to another node after a pause, until all of it is
 * settled or patience ends. Thread-safe; a call blocks.
 */
final class Delivery {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final NodeRing ring;
    private final MessagesClient client;
    private final LoadReport report;
    private final Duration patience;

    /** @param patience how long a batch may make no headway before it is given up */
    Delivery(NodeRing ring, MessagesClient client, LoadReport report, Duration patience) {
        this.ring = ring;
        this.client = client;
        this.report = report;
        this.patience = patience;
    }

    /** @throws Undelivered where a node refuses the upload for good, or no node took it in time */
    void deliver(Batch batch) throws Undelivered, InterruptedException {
        List<Integer> open = batch.places();
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            URI node = ring.next();
            PostAnswer answer = client.post(node, batch.ndjson(open));
            List<Integer> rest = settle(batch, open, answer);
            if (rest.isEmpty()) {
                return;
            }
            if (rest.size() < open.size()) {
                deadline = System.nanoTime() + patience.toNanos();
                pause = FIRST_PAUSE_MILLIS;
            }
            judge(node, answer.problem(), rest.size(), deadline);
            open = rest;
            report.retried(rest.size());
            // half of it random, so that batches that failed together don't come back together
            Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private void judge(URI node, @Nullable Refusal problem, int left, long deadline) throws Undelivered {
        if (problem != null && !problem.retryable()) {
            report.undelivered(left);
            throw new Undelivered(node + " refused the upload: " + problem.code() + ", " + problem.detail(), false);
        }
        if (problem != null) {
            ring.failed(node);
        }
        if (System.nanoTime() > deadline) {
            report.undelivered(left);
            String why = problem == null ? "the patients stayed overloaded" : problem.code() + ", " + problem.detail();
            throw new Undelivered("no node took the messages within " + patience.toSeconds() + " s: " + why, true);
        }
    }

    /** Counts what is settled; gives the places in the batch of what is not. */
    private List<Integer> settle(Batch batch, List<Integer> open, PostAnswer answer) {
        boolean[] settled = new boolean[open.size()];
        for (LineOutcome outcome : answer.outcomes()) {
            int sent = outcome.line() - 1;
            boolean known = sent >= 0 && sent < settled.length && !settled[sent];
            if (known && !outcome.retryable()) {
                settled[sent] = true;
                count(batch.messages().get(open.get(sent)), outcome);
            }
        }
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < settled.length; i++) {
            if (!settled[i]) {
                rest.add(open.get(i));
            }
        }
        return rest;
    }

    private void count(OutgoingMessage message, LineOutcome outcome) {
        switch (outcome.status()) {
            case ACCEPTED -> report.accepted(message.format());
            case DUPLICATE -> report.duplicate(message.format());
            case REFUSED -> {
                String code = outcome.code();
                String detail = outcome.detail();
                report.refused(
                        message.format(),
                        message.place(),
                        code == null ? "unknown" : code,
                        detail == null ? "" : detail);
            }
        }
    }

    /** A batch, or a part of it, did not arrive. The message is one sentence without its end. */
    static final class Undelivered extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean later;

        Undelivered(String message, boolean later) {
            super(message);
            this.later = later;
        }

        /** Whether the same may work later without a change. */
        boolean later() {
            return later;
        }
    }
}
