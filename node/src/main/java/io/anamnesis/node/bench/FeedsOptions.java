package io.anamnesis.node.bench;

import io.anamnesis.node.cli.OptionRange;
import java.time.Duration;

/**
 * What is measured of many feeds.
 *
 * @param feeds open at once
 * @param silent of them, that never read what comes
 * @param patients whom they watch, spread evenly
 * @param deltasPerSecond over all feeds
 * @param warmup sent before what counts
 * @param time measured
 */
record FeedsOptions(int feeds, int silent, int patients, int deltasPerSecond, Duration warmup, Duration time) {
    FeedsOptions {
        OptionRange.require("--feeds", feeds, 1, 10_000);
        OptionRange.require("--silent", silent, 0, feeds - 1L);
        OptionRange.require("--patients", patients, Math.max(1, feeds / 1_000), Math.min(feeds, 10_000));
        OptionRange.require("--deltas", deltasPerSecond, 1, 100_000);
        OptionRange.require("--warmup", warmup.toSeconds(), 1, 600);
        OptionRange.require("--seconds", time.toSeconds(), 1, 3_600);
    }

    /** Messages that make so many deltas. */
    double messagesPerSecond() {
        return (double) deltasPerSecond * patients / feeds;
    }

    /** Feeds of a patient that read what comes. */
    int reading(int patient) {
        return share(feeds, patient) - share(silent, patient);
    }

    /** How many of the first so many feeds, given to patients in turn, are this patient's. */
    private int share(int first, int patient) {
        return first / patients + (patient < first % patients ? 1 : 0);
    }
}
