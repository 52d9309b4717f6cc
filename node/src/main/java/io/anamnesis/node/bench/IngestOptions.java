package io.anamnesis.node.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param time measured of each side, over all rounds
 * @param warmup before the first round, each side
 * @param rounds of each side
 * @param patients that messages are spread over
 * @param batch messages an upload
 * @param uploads under way at once
 * @param watched patients whose feeds are open while latency is measured
 * @param feedShares of the median rate, at which latency is measured one after the other; the goal is about the last
 */
record IngestOptions(
        Duration time,
        Duration warmup,
        int rounds,
        int patients,
        int batch,
        int uploads,
        int watched,
        List<Double> feedShares) {
    IngestOptions {
        feedShares = List.copyOf(feedShares);
        if (feedShares.isEmpty() || feedShares.stream().anyMatch(share -> !(share > 0 && share <= 1))) {
            throw new IllegalArgumentException("--feed-share takes shares over 0 up to 1, got " + feedShares);
        }
        require("--seconds", time.toSeconds(), rounds, 600);
        require("--warmup", warmup.toSeconds(), 1, 120);
        require("--rounds", rounds, 1, 20);
        require("--batch", batch, 1, 10_000);
        require("--in-flight", uploads, 1, 64);
        require("--patients", patients, 1, 10_000);
        require("--watched", watched, 1, Math.min(patients, 90));
    }

    private static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " takes " + least + " to " + most + ", got " + value);
        }
    }

    Duration round() {
        return time.dividedBy(rounds);
    }
}
