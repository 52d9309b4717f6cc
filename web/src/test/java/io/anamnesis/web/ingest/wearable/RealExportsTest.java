package io.anamnesis.web.ingest.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads every wearable file of the shared data: nothing may stop a read but a stated reason. */
class RealExportsTest {
    @Test
    void every_file_is_read_row_by_row_or_refused_as_a_whole_with_its_reason() throws IOException {
        Path data = SharedData.folder();
        List<String> table = new ArrayList<>();
        for (Path file : files(data)) {
            table.add("| " + data.relativize(file) + " | " + outcome(file) + " |");
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "wearable-files.md"), table);
        assertThat(table).hasSizeGreaterThan(70);
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> cgm = Files.walk(data.resolve("cgm"));
                Stream<Path> wearables = Files.walk(data.resolve("wearables"))) {
            return Stream.concat(cgm, wearables)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static String outcome(Path file) throws IOException {
        try {
            Collected read = Collected.file(file, Collected.UTC);
            ReadReport report = read.report();
            assertThat(report.acceptedRows() + report.refusedRows()).isEqualTo(report.rows());
            assertThat(read.samples()).hasSize((int) report.samples());
            return report.format() + " | " + report.rows() + " | " + report.acceptedRows() + " | "
                    + report.refusedRows() + " | " + report.samples() + " | " + report.refusalsByCode();
        } catch (UnreadableInput e) {
            assertThat(e.code()).as(file.toString()).isIn("unrecognised-format", "no-wearable-measurements");
            return "– | | | | | whole: " + e.code();
        }
    }
}
