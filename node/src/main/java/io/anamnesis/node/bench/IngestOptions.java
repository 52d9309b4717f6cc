package io.anamnesis.node.bench;

import java.time.Duration;

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
 */
record IngestOptions(Duration time, Duration warmup, int rounds, int patients, int batch, int uploads, int watched) {
    IngestOptions {
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
