package io.anamnesis.web.ingest.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteFuzzTest {
    /** A megabyte takes about a second; what is quadratic would take hours. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static AnnotatedNote annotated(String text) {
        AnnotatedNote note = NoteReading.annotate(text, null);
        for (NoteEntity entity : note.entities()) {
            assertThat(text.substring(entity.span().begin(), entity.span().end()))
                    .isNotBlank();
        }
        note.toAnnotations();
        return note;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                ".",
                "\n",
                " ",
                ":",
                "A:",
                "-",
                "no ",
                "fever ",
                "no fever, ",
                "\ud800",
                "\udc00\ud800",
                "T2",
                "1)",
                "FEVER: none\n",
                "stage stage ",
                "metformin 5 mg ",
                "(",
                "ago 3 days ",
                "\u0130",
                "1,",
                "ruled the patient ",
                "A. ",
                "2019-",
                "no.no,",
                "NO:",
                "HISTORY:",
                "in in in ",
                "\u2019",
                "x\u0000"
            })
    void a_megabyte_of_anything_takes_linear_time(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        assertTimeoutPreemptively(LIMIT, () -> annotated(text));
    }

    @Test
    void entities_beyond_the_limit_are_counted() {
        AnnotatedNote note = annotated("fever. ".repeat(6_000));
        assertThat(note.entities()).hasSize(5_000);
        assertThat(note.omittedEntities()).isEqualTo(1_000);
    }

    @Property(tries = 500)
    void any_text_is_read(@ForAll String text) {
        annotated(text);
    }

    @Property(tries = 500)
    void any_text_of_clinical_words_is_read(@ForAll Random random) {
        String[] words = {
            "no",
            "fever",
            "denies",
            ":",
            "none",
            "-",
            ",",
            ".",
            "\n",
            "history",
            "of",
            "asthma",
            "mother",
            "had",
            "ruled",
            "out",
            "3",
            "days",
            "ago",
            "5",
            "mg",
            "metformin",
            "b.i.d.",
            "if",
            "FAMILY HISTORY:",
            "(",
            ")",
            "1)",
            "stage",
            "III",
            "pT2",
            "N1",
            "ECOG",
            "not",
            "only",
            "2019",
            "/",
            "March",
            "in"
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(words[random.nextInt(words.length)]).append(random.nextInt(5) == 0 ? "" : " ");
        }
        annotated(text.toString());
    }

    @Property(tries = 300)
    void damaged_files_are_refused_or_read_but_never_fail(@ForAll Random random) throws IOException {
        String[] wholes = {
            "dataset,encounter_id,dialogue,note\nx,e1,\"[doctor] hi\n[patient] hi\",\"No fever.\nCough.\"\nx,e2,d,n\n",
            "\n2020-01-02\n\n# Chief Complaint\n- Cough\n\n2020-02-03\n\n# Chief Complaint\nNo complaints.\n",
            "HISTORY: no fever\n"
        };
        byte[] bytes = wholes[random.nextInt(wholes.length)].getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(6); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (DocumentReader reader : NoteReaders.all(Taken.COMPOSER)) {
            reader.recognises(cut);
            try {
                Taken.of(
                        reader,
                        cut,
                        Taken.options(
                                "x_5c277d8b-8d35-348c-6f7d-2a5e4b865f38.txt",
                                Map.of("subject-column", "encounter_id")));
            } catch (UnreadableInput e) {
                assertThat(e.code()).matches("[a-z-]+");
            }
        }
    }
}
