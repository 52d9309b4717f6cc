package io.anamnesis.node.bench;

import io.anamnesis.node.cli.OptionRange;
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
        OptionRange.require("--seconds", time.toSeconds(), rounds, 600);
        OptionRange.require("--warmup", warmup.toSeconds(), 1, 120);
        OptionRange.require("--rounds", rounds, 1, 20);
        OptionRange.require("--batch", batch, 1, 10_000);
        OptionRange.require("--in-flight", uploads, 1, 64);
        OptionRange.require("--patients", patients, 1, 10_000);
        OptionRange.require("--watched", watched, 1, Math.min(patients, 90));
    }

    Duration round() {
        return time.dividedBy(rounds);
    }
}
