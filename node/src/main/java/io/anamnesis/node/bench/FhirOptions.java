package io.anamnesis.node.bench;

import io.anamnesis.node.cli.OptionRange;

/**
 * What is measured of FHIR.
 *
 * @param rounds turns of each side after one that warms up
 * @param inFlight uploads under way at once
 */
record FhirOptions(int rounds, int inFlight) {
    FhirOptions {
        OptionRange.require("--rounds", rounds, 1, 100);
        OptionRange.require("--in-flight", inFlight, 1, 4);
    }
}
