package io.anamnesis.node.check;

import picocli.CommandLine.Option;

/** What a check streams. */
final class StreamFlags {
    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Distinct samples to stream. Default: ${DEFAULT-VALUE}.")
    private long samples = 200_000;

    @Option(
            names = "--patients",
            paramLabel = "N",
            defaultValue = "200",
            description = "Patients whose they are. Default: ${DEFAULT-VALUE}.")
    private int patients = 200;

    long samples() {
        return samples;
    }

    int patients() {
        return patients;
    }
}
