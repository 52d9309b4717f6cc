package io.anamnesis.web.ingest.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples of the FHIR R4 specification: nothing in them is wrong, so that every refusal must be for a stated reason. */
class OfficialExamplesTest {
    /** Links and PDFs, GET entries, the same id on two servers, deletions by query, and what has no patient. */
    private static final Set<String> EXPECTED = Set.of(
            Fault.NOT_KEPT,
            "attachment-elsewhere",
            "attachment-not-text",
            "deletion-unresolved",
            "duplicate-resource",
            "empty-entry",
            "subject-not-a-patient",
            "subject-required",
            "unknown-resource-type");

    @Test
    void every_example_is_taken_or_refused_with_its_reason() throws IOException {
        Map<String, byte[]> examples = Collected.zip("ehr/fhir_r4_official_examples_clinical.zip");
        Map<String, Integer> codes = new TreeMap<>();
        List<String> table = new ArrayList<>();
        int taken = 0;
        for (Map.Entry<String, byte[]> example : examples.entrySet()) {
            assertThat(new FhirReader().recognises(example.getValue()))
                    .as(example.getKey())
                    .isTrue();
            Collected read = Collected.of(example.getValue(), IdentityMap.none(), Collected.options());
            assertThat(read.findings.size() + read.refusals.size())
                    .as(example.getKey())
                    .isPositive();
            taken += read.findings.isEmpty() ? 0 : 1;
            for (Refusal refusal : read.refusals) {
                codes.merge(refusal.code(), 1, Integer::sum);
                table.add(example.getKey() + " " + refusal.line() + " " + refusal.element() + " " + refusal.code() + " "
                        + refusal.reason());
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "fhir-examples.txt"), table);
        assertThat(examples).hasSize(393);
        assertThat(taken).isGreaterThan(200);
        assertThat(codes.keySet()).isSubsetOf(EXPECTED);
    }
}
