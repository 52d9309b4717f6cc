package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.NoteAnnotations;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.Edge;
import io.anamnesis.web.MemoryPatients;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoteDeskTest {
    private static final String NO_VECTORS = "anamnesis.web.notes.embedding.enabled = off\n";

    private static String note(String id, String patient, String payload) {
        return "{\"id\":\"" + id + "\",\"patient\":\"" + patient + "\",\"modality\":\"notes\","
                + "\"source\":{\"system\":\"ehr\"},\"observedAt\":\"2026-03-01T08:15:00Z\",\"payload\":" + payload
                + "}";
    }

    private static List<ClinicalNote> recorded(MemoryPatients patients, String patient) {
        return patients.commands().stream()
                .filter(command -> command.patient().equals(new PatientId(patient)))
                .map(command -> ((PatientCommand.Record) command).message().payload())
                .map(payload -> ((Payload.NotePayload) payload).note())
                .toList();
    }

    @Test
    void a_note_that_comes_with_its_text_only_is_looked_into_and_stays_what_its_sender_said() throws Exception {
        String line = note("n-1", "p", "{\"noteId\":\"n1\",\"text\":\"Denies chest pain. On metformin 500 mg.\"}");
        try (Edge edge = Edge.start(NO_VECTORS)) {
            assertThat(Edge.summary(edge.messages(line).body()).path("accepted").asInt())
                    .isEqualTo(1);

            ClinicalNote note = recorded(edge.patients, "p").get(0);
            NoteAnnotations found = Objects.requireNonNull(note.annotations());
            assertThat(note.derived()).isTrue();
            assertThat(found.entities())
                    .extracting(entity ->
                            entity.concept() + " " + entity.assertion().status())
                    .contains("chest-pain NEGATED", "metformin PRESENT");
            ModalityMessage sent = MessageCodec.fromJson(line.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
            PatientCommand.Record command =
                    (PatientCommand.Record) edge.patients.commands().get(0);
            assertThat(MessageCodec.contentHash(command.message())).isEqualTo(MessageCodec.contentHash(sent));
        }
    }

    @Test
    void what_somebody_looked_into_another_language_and_a_note_taken_back_stay_as_they_came() {
        String body = String.join(
                "\n",
                note("n-1", "p", "{\"noteId\":\"a\",\"text\":\"Fieber seit gestern.\",\"language\":\"de\"}"),
                note("n-2", "p", "{\"noteId\":\"b\",\"withdrawn\":true}"),
                note(
                        "n-3",
                        "p",
                        "{\"noteId\":\"c\",\"text\":\"Fever.\",\"annotations\":{\"lexicon\":\"theirs\","
                                + "\"sections\":[],\"entities\":[],\"omittedEntities\":0}}"));
        try (Edge edge = Edge.start(NO_VECTORS)) {
            assertThat(Edge.summary(edge.messages(body).body()).path("accepted").asInt())
                    .isEqualTo(3);

            List<ClinicalNote> notes = recorded(edge.patients, "p");
            assertThat(notes).noneMatch(ClinicalNote::derived);
            assertThat(notes.get(0).annotations()).isNull();
            assertThat(notes.get(1).withdrawn()).isTrue();
            assertThat(Objects.requireNonNull(notes.get(2).annotations()).lexicon())
                    .isEqualTo("theirs");
        }
    }

    @Test
    void an_upload_of_notes_has_an_outcome_for_each_and_those_beyond_the_limit_are_told_to_come_again() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(note(
                    "n-" + i, "p", "{\"noteId\":\"n" + i + "\",\"text\":\"" + "Denies fever. ".repeat(200) + "\"}"));
        }
        try (Edge edge = Edge.start(NO_VECTORS + "anamnesis.web.notes.looking-into.max-waiting = 2\n")) {
            String body = edge.messages(String.join("\n", lines)).body();

            JsonNode summary = Edge.summary(body);
            int busy = summary.path("refusedByCode").path("unavailable").asInt();
            assertThat(summary.path("lines").asInt()).isEqualTo(200);
            assertThat(summary.path("accepted").asInt() + busy).isEqualTo(200);
            assertThat(recorded(edge.patients, "p")).hasSize(200 - busy);
            assertThat(Edge.lines(body).stream()
                            .filter(each -> each.path("code").asText().equals("unavailable")))
                    .hasSize(busy)
                    .allMatch(each -> each.path("retryable").asBoolean());
        }
    }

    @Test
    void no_more_wait_than_may_by_number_and_by_characters() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        MemoryPatients patients = new MemoryPatients();
        patients.answer(command -> {
            try {
                go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedFuture(new PatientReply.Accepted(1));
        });
        try (NoteDesk desk =
                new NoteDesk(patients, new NoteComposer(SentenceEmbedder.NONE), new NoteSettings(1, 10, 40))) {
            List<CompletableFuture<PatientReply>> asked = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String line = note("n-" + i, "p", "{\"noteId\":\"n\",\"text\":\"No fever today.\"}");
                ModalityMessage message = MessageCodec.fromJson(line.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
                asked.add(desk.ask(new PatientCommand.Record(message, Caller.system("t")))
                        .toCompletableFuture());
            }
            for (CompletableFuture<PatientReply> each : asked.subList(2, 5)) {
                assertThat(each.get(1, TimeUnit.SECONDS))
                        .as("15 characters each, 40 may wait")
                        .isInstanceOfSatisfying(PatientReply.Rejected.class, refused -> assertThat(refused.rejection())
                                .isInstanceOf(Rejection.Unavailable.class));
            }
            go.countDown();
            for (CompletableFuture<PatientReply> each : asked.subList(0, 2)) {
                assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo(new PatientReply.Accepted(1));
            }
        }
    }
}
