package io.anamnesis.node.bench;

import io.anamnesis.node.cli.OptionRange;

/**
 * What is measured of FHIR.
 *
 * @param warmup turns of each side that don't count
 * @param rounds turns of each side after them
 * @param inFlight uploads under way at once
 */
record FhirOptions(int warmup, int rounds, int inFlight) {
    FhirOptions {
        OptionRange.require("--warmup", warmup, 0, 100);
        OptionRange.require("--rounds", rounds, 1, 100);
        OptionRange.require("--in-flight", inFlight, 1, 4);
    }
}
