package io.anamnesis.node.bench;

import io.anamnesis.node.cli.OptionRange;
import java.time.Duration;

/**
 * What is measured of live cohorts.
 *
 * @param cohorts defined in all
 * @param touched of them, that look at glucose, so that every message of the load has them judged anew; each is watched
 * @param probes patients who enter and leave
 * @param probesPerSecond messages that make somebody enter or leave
 * @param patients that the load is spread over
 * @param share of the rate that a closed loop reaches; the load that goes on meanwhile
 * @param warmup of the closed loop, the second half of which gives the rate
 * @param time measured
 */
record LiveOptions(
        int cohorts,
        int touched,
        int probes,
        int probesPerSecond,
        int patients,
        double share,
        Duration warmup,
        Duration time) {
    LiveOptions {
        OptionRange.require("--cohorts", cohorts, 1, 10_000);
        OptionRange.require("--touched", touched, 1, Math.min(cohorts, 1_000));
        OptionRange.require("--probes", probes, 1, 1_000);
        OptionRange.require("--probes-a-second", probesPerSecond, 1, 1_000);
        OptionRange.require("--patients", patients, 1, 10_000);
        OptionRange.require("--warmup", warmup.toSeconds(), 2, 600);
        OptionRange.require("--seconds", time.toSeconds(), 1, 3_600);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("--share takes 0 to 1, got " + share);
        }
    }
}
