package io.anamnesis.web.ingest.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.note.embedding.EmbeddingSettings;
import io.anamnesis.web.ingest.note.embedding.MiniLmEmbedder;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class NoteReadersTest {
    private static final DocumentReader TEXT = new TextNotes(Taken.COMPOSER);
    private static final DocumentReader CSV = new CsvNotes(Taken.COMPOSER);
    private static final DocumentReader SYNTHEA = new SyntheaNotes(Taken.COMPOSER);

    private static String code(DocumentReader reader, byte[] bytes, ReadingOptions options) {
        try {
            Taken.of(reader, bytes, options);
            return "";
        } catch (UnreadableInput e) {
            return e.code();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] unpacked(String path) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SharedData.file(path)))) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_named_text_file_is_one_note_with_date_annotations_and_origin() throws IOException {
        Taken taken =
                Taken.of(TEXT, "No fever.".getBytes(UTF_8), Taken.options("visit.txt", Map.of("note-date", "2019-03")));
        ClinicalNote note = taken.note(0);
        assertThat(note.noteId()).isEqualTo("visit.txt");
        assertThat(note.date()).isEqualTo(PartialDate.parse("2019-03"));
        NoteAnnotations.Entity entity =
                Objects.requireNonNull(note.annotations()).entities().get(0);
        assertThat(note.text().substring(entity.begin(), entity.end())).isEqualTo("fever");
        assertThat(entity.date()).hasToString("2019-03");
        assertThat(taken.findings.get(0).origin()).isEqualTo(new Origin("visit.txt", 1, null));
        assertThat(taken.findings.get(0).subject()).isNull();
    }

    @Test
    void text_is_never_recognised_by_content() {
        assertThat(TEXT.recognises("HISTORY OF PRESENT ILLNESS".getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void what_is_no_text_or_lacks_what_a_note_needs_is_refused_as_a_whole() {
        ReadingOptions options = Taken.options("a.txt", Map.of());
        assertThat(code(TEXT, new byte[] {'a', 0, 'b'}, options)).isEqualTo("not-text");
        assertThat(code(TEXT, new byte[] {'a', (byte) 0xc3}, options)).isEqualTo("not-text");
        assertThat(code(TEXT, " \n".getBytes(UTF_8), options)).isEqualTo("empty-input");
        assertThat(code(TEXT, "x".repeat(1_000_001).getBytes(UTF_8), options)).isEqualTo("too-large");
        assertThat(code(TEXT, "é".repeat(2_000_000).getBytes(UTF_8), options)).isEqualTo("too-large");
        assertThat(code(TEXT, "x".getBytes(UTF_8), ReadingOptions.none())).isEqualTo("note-id-required");
        assertThat(code(TEXT, "x".getBytes(UTF_8), ReadingOptions.none().named("a")))
                .isEqualTo("time-required");
        assertThat(code(TEXT, "x".getBytes(UTF_8), Taken.options("a", Map.of("note-date", "soon"))))
                .isEqualTo("bad-parameter");
    }

    @Test
    void a_note_in_another_language_is_kept_and_not_looked_into() throws IOException {
        Taken taken =
                Taken.of(TEXT, "Kein Fieber. diabetes".getBytes(UTF_8), Taken.options("a", Map.of("language", "de")));
        assertThat(taken.note(0).annotations()).isNull();
    }

    @Test
    void every_encounter_of_a_synthea_text_is_a_note_of_its_day() throws IOException {
        int notes = 0;
        try (ZipFile zip =
                new ZipFile(SharedData.file("notes/synthea_notes_24p.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                long dates = new String(bytes, UTF_8)
                        .lines()
                        .filter(line -> line.matches("\\d{4}-\\d{2}-\\d{2}\\s*"))
                        .count();
                if (dates == 0) {
                    continue;
                }
                assertThat(SYNTHEA.recognises(Arrays.copyOf(bytes, Math.min(bytes.length, 65_536))))
                        .isTrue();
                Taken taken = Taken.of(SYNTHEA, bytes, Taken.options(entry.getName(), Map.of()));
                assertThat(taken.findings).hasSize((int) dates);
                assertThat(taken.refusals).isEmpty();
                assertThat(taken.findings.stream().map(Finding::subject).distinct())
                        .hasSize(1);
                assertThat(taken.findings.stream()
                                .map(each -> each.origin().line())
                                .distinct())
                        .hasSize((int) dates);
                notes += taken.findings.size();
            }
        }
        assertThat(notes).isGreaterThan(100);
    }

    @Test
    void a_synthea_text_whose_name_tells_no_patient_is_refused_note_by_note() throws IOException {
        byte[] bytes = "\n2020-01-02\n\n# Chief Complaint\nNo complaints.\n".getBytes(UTF_8);
        Taken taken = Taken.of(SYNTHEA, bytes, Taken.options("a.txt", Map.of()));
        assertThat(taken.findings).isEmpty();
        assertThat(taken.codes()).containsExactly("subject-required");
    }

    @Test
    void rows_of_aci_bench_are_notes_once_the_sender_says_which_column_is_the_subject() throws IOException {
        byte[] bytes = unpacked("notes/aci_bench/train.csv.gz");
        assertThat(CSV.recognises(Arrays.copyOf(bytes, 1_000))).isTrue();
        Taken refused = Taken.of(CSV, bytes, Taken.options("train.csv", Map.of()));
        assertThat(refused.findings).isEmpty();
        assertThat(refused.refusals).hasSize(67);
        assertThat(refused.codes()).containsExactly("subject-required");
        Taken taken = Taken.of(CSV, bytes, Taken.options("train.csv", Map.of("subject-column", "encounter_id")));
        assertThat(taken.findings).hasSize(67);
        assertThat(taken.note(0).noteId()).isEqualTo("D2N001");
        assertThat(taken.note(0).annotations()).isNotNull();
    }

    @Test
    void rows_of_mtsamples_say_nothing_of_whom_they_are_about() throws IOException {
        Taken refused =
                Taken.of(CSV, unpacked("notes/mtsamples_subset_500.csv.gz"), Taken.options("mtsamples.csv", Map.of()));
        assertThat(refused.refusals).hasSize(500);
        assertThat(refused.codes()).containsExactly("subject-required");
    }

    @Test
    void a_bad_row_costs_itself_only() throws IOException {
        String csv =
                "dataset,encounter_id,dialogue,note\nx,e1,d,No fever.\nx,e2,d\nx,e3,d,\nx,,d,Cough.\nx,e5,d,Cough.\n";
        Taken taken =
                Taken.of(CSV, csv.getBytes(UTF_8), Taken.options("a.csv", Map.of("subject-column", "encounter_id")));
        assertThat(taken.findings).hasSize(2);
        assertThat(taken.codes()).containsExactly("malformed-row", "empty-note", "subject-required");
        assertThat(taken.refusals.get(0).line()).isEqualTo(3);
        assertThatThrownBy(() -> Taken.of(CSV, "a,b\n1,2".getBytes(UTF_8), Taken.options(null, Map.of())))
                .isInstanceOf(UnreadableInput.class);
    }

    @Test
    void a_note_gets_the_vector_of_its_sentences_and_without_room_is_taken_without() throws IOException {
        SentenceEmbedder embedder = MiniLmEmbedder.of(new EmbeddingSettings(true, 1, 1, 10));
        DocumentReader reader = new TextNotes(new NoteComposer(embedder));
        byte[] bytes = "No fever. The patient is well.".getBytes(UTF_8);
        Taken taken = Taken.of(reader, bytes, Taken.options("a.txt", Map.of()));
        assertThat(Objects.requireNonNull(taken.note(0).embedding()).dimension())
                .isEqualTo(384);
        embedder.close();
        Taken without = Taken.of(reader, bytes, Taken.options("a.txt", Map.of()));
        assertThat(without.note(0).embedding()).isNull();
        assertThat(without.codes()).containsExactly("embedding-failed");
    }
}
