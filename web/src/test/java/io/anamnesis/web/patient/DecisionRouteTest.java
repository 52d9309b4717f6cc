package io.anamnesis.web.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.web.Edge;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionRouteTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_decision_is_a_note_by_whom_the_token_names() {
        known();

        HttpResponse<String> answer = decide("{\"id\":\"a-decision-1\",\"text\":\" Resection first. \"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Edge.json(answer.body()).path("recordedBy").asText()).isEqualTo("u-1");
        ModalityMessage message = recorded().get(0).message();
        assertThat(message.id().value()).isEqualTo("decision-a-decision-1");
        assertThat(message.source()).isEqualTo(new Source("anamnesis-decisions", "u-1"));
        assertThat(message.tags()).containsExactly("tumour-board-decision");
        Payload.NotePayload note = (Payload.NotePayload) message.payload();
        assertThat(note.note().noteType()).isEqualTo("tumour-board-decision");
        assertThat(note.note().text()).isEqualTo("Resection first.");
    }

    @Test
    void a_decision_makes_no_patient() {
        HttpResponse<String> answer = decide("{\"id\":\"a-decision-1\",\"text\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"id\":\"a-decision-1\"}",
                "{\"id\":\"short\",\"text\":\"x\"}",
                "{\"id\":\"a-decision-1\",\"text\":\"  \"}",
                "{\"id\":\"a-decision-1\",\"text\":\"x\",\"recordedBy\":\"somebody else\"}"
            })
    void what_has_not_the_form_of_a_decision_is_refused(String body) {
        known();

        assertThat(decide(body).statusCode()).isEqualTo(400);
        assertThat(recorded()).isEmpty();
    }

    private void known() {
        edge.patients.answer(command -> CompletableFuture.completedFuture(
                command instanceof PatientCommand.Record
                        ? new PatientReply.Accepted(5)
                        : new PatientReply.Timeline(List.of(), null)));
    }

    private HttpResponse<String> decide(String body) {
        return edge.post("/v1/patients/p1/decisions", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private List<PatientCommand.Record> recorded() {
        return edge.patients.commands().stream()
                .filter(PatientCommand.Record.class::isInstance)
                .map(PatientCommand.Record.class::cast)
                .toList();
    }
}
