package io.anamnesis.node.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.IdentityMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole folder of real data, read as {@code load --dry-run} does. */
class SharedDataLoadTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void every_file_is_read_or_refused_or_named_and_none_makes_a_reader_fail() throws Exception {
        Path refusals = folder.resolve("refused.ndjson");
        ReadHints hints = new ReadHints(
                null,
                ZoneId.of("Europe/Vienna"),
                null,
                Instant.parse("2024-01-01T00:00:00Z"),
                "GRCh38",
                Map.of(),
                IdentityMap.none(),
                Map.of());
        LoadOptions options = new LoadOptions(
                List.of(SharedData.folder()), hints, "t", folder, true, 1, Duration.ofSeconds(1), refusals);

        LoadReport report = Load.dry(options, Loads.quiet()).run();

        assertThat(report.refusedByCode()).doesNotContainKeys("reader-failed", "unreadable-file");
        List<String> unknown = Files.readAllLines(refusals).stream()
                .filter(line -> line.contains("\"unknown-format\""))
                .toList();
        assertThat(unknown)
                .as("an index of BGZF, and DICOM without a meta header and a first element")
                .hasSize(2)
                .anyMatch(line -> line.contains(".gzi"))
                .anyMatch(line -> line.contains("no_meta.dcm"));
        assertThat(report.foreignDocuments())
                .containsEntry("hl7v2-later", 143L)
                .containsEntry("ccda-later", 12L)
                .containsEntry("omop-later", 39L)
                .containsEntry("synthea-csv", 16L)
                .containsKeys("plink-later", "bgen-later", "omics-matrix", "survival-table", "association-results");
        assertThat(Files.readAllLines(refusals))
                .allMatch(line -> line.contains("\"file\":") && line.contains("\"code\":"));
        assertThat(report.acceptedCount()).isGreaterThan(30_000);
        assertThat(report.lines())
                .anyMatch(line -> line.startsWith("genomics   vcf "))
                .anyMatch(line -> line.startsWith("genomics   study "))
                .anyMatch(line -> line.startsWith("imaging    dicom "))
                .anyMatch(line -> line.startsWith("notes      synthea-notes "))
                .anyMatch(line -> line.startsWith("clinical   fhir-r4-json "))
                .anyMatch(line -> line.startsWith("wearables  iglu "));
    }
}
