package io.anamnesis.web.ingest.note;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.anamnesis.protocol.testing.SharedData;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every note of the shared data: no failure, every offset valid. A run leaves counts in {@code target/note-corpora.txt}. */
class NoteCorporaTest {
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> sections = new TreeMap<>();

    private static List<String> cells(String path, int column) throws IOException {
        List<String> cells = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .ofCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(SharedData.file(path))), StandardCharsets.UTF_8))) {
            rows.forEach(row -> cells.add(row.getField(column)));
        }
        return cells.subList(1, cells.size());
    }

    private void check(String text) {
        AnnotatedNote note = NoteReading.annotate(text, null);
        int at = 0;
        for (NoteEntity entity : note.entities()) {
            assertThat(entity.span().begin()).isGreaterThanOrEqualTo(at);
            assertThat(entity.span().end()).isGreaterThan(entity.span().begin()).isLessThanOrEqualTo(text.length());
            assertThat(text.substring(entity.span().begin(), entity.span().end())
                            .strip())
                    .isEqualTo(note.text().covered(entity.span()))
                    .isNotEmpty();
            at = entity.span().end();
            statuses.merge(
                    entity.concept().category() + " " + entity.assertion().status(), 1, Integer::sum);
        }
        note.sections().forEach(each -> sections.merge(each.category(), 1, Integer::sum));
        assertThat(note.toAnnotations().entities()).hasSameSizeAs(note.entities());
    }

    @Test
    void every_note_is_read() throws IOException {
        List<String> notes = new ArrayList<>(cells("notes/mtsamples_subset_500.csv.gz", 2));
        assertThat(notes).hasSize(500);
        for (String file : List.of("train", "valid", "clinicalnlp_taskB_test1", "clinicalnlp_taskC_test2")) {
            notes.addAll(cells("notes/aci_bench/" + file + ".csv.gz", 3));
        }
        assertThat(notes).hasSize(500 + 67 + 20 + 40 + 40);
        for (String file : List.of("TrainingSet", "ValidationSet", "TestSet-1-MEDIQA-Chat-2023")) {
            notes.addAll(cells("notes/mts_dialog/MTS-Dialog-" + file + ".csv.gz", 2));
        }
        assertThat(notes).hasSize(667 + 1_201 + 100 + 200);
        notes.forEach(this::check);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "note-corpora.txt"), statuses + "\n" + sections + "\n");
        assertThat(sections.keySet())
                .contains("history-of-present-illness", "family-history", "medications", "assessment-and-plan");
        assertThat(statuses.keySet()).contains("symptom NEGATED", "condition FAMILY", "drug PRESENT");
    }
}
