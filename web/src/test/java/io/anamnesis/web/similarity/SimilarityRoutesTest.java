package io.anamnesis.web.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.web.Edge;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimilarityRoutesTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> ask(String body) {
        return edge.post("/v1/similarity/query", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private SimilarityQuery asked() {
        return (SimilarityQuery) Objects.requireNonNull(edge.queries.asked.poll());
    }

    @Test
    void neighbours_come_with_their_distances_and_what_both_have() {
        // When
        JsonNode answer = Edge.json(ask("{\"patient\":\"p-1\"}").body());

        // Then
        assertThat(answer.at("/neighbours/0").toString())
                .isEqualTo("{\"patient\":\"p-00001\",\"seq\":7,\"distance\":0.25,\"distances\":{\"notes.m\":0.5},"
                        + "\"sharedTerms\":[\"condition/code:icd10:C71.9\"]}");
        assertThat(answer.path("candidates").asInt()).isEqualTo(41);
        assertThat(answer.at("/missingSpaces/0").asText()).isEqualTo("imaging.m");
        assertThat(answer.at("/coverage/share").asDouble()).isEqualTo(1);
    }

    @Test
    void a_patient_is_looked_near_as_the_body_says() throws MalformedCriterion {
        // When
        ask("""
                {"patient":"p-1","asOf":"seq:12","weights":{"notes.m":2,"imaging.m":0.5},"k":25,"exact":true,
                 "filter":"sex:female"}""");

        // Then
        SimilarityQuery query = asked();
        assertThat(query.patient()).isEqualTo(new PatientId("p-1"));
        assertThat(query.asOf()).isEqualTo(new AsOf.Seq(12));
        assertThat(query.weights()).isEqualTo(Map.of("notes.m", 2.0, "imaging.m", 0.5));
        assertThat(query.k()).isEqualTo(25);
        assertThat(query.exact()).isTrue();
        assertThat(query.filter()).isEqualTo(CriterionText.parse("sex:female"));
    }

    @Test
    void vectors_are_looked_near_too() {
        // When
        ask("{\"vectors\":{\"notes.m\":[1,-0.5]}}");

        // Then
        assertThat(asked().vectors()).isEqualTo(Map.of("notes.m", new NearestTo.Vector(1, -0.5f)));
    }

    @Test
    void parameters_of_a_patients_path_say_the_same() throws MalformedCriterion {
        // When
        assertThat(edge.get("/v1/patients/p-1/similar?k=3&spaces=notes.m,imaging.m:2&exact=true"
                                + "&filter=sex%3Afemale&asOf=2026-03-01T08:15:00Z")
                        .statusCode())
                .isEqualTo(200);
        edge.get("/v1/patients/p-2/similar");

        // Then
        SimilarityQuery query = asked();
        assertThat(query.weights()).isEqualTo(Map.of("notes.m", 1.0, "imaging.m", 2.0));
        assertThat(query.k()).isEqualTo(3);
        assertThat(query.exact()).isTrue();
        assertThat(query.asOf()).isInstanceOf(AsOf.ReceivedAt.class);
        assertThat(query.filter()).isEqualTo(CriterionText.parse("sex:female"));
        assertThat(asked().k()).isEqualTo(10);
    }

    @Test
    void what_is_malformed_is_refused_with_its_place() {
        assertMalformed("{}", "");
        assertMalformed("{\"patient\":\"p-1\",\"vectors\":{\"notes.m\":[1]}}", "");
        assertMalformed("{\"patient\":\" \"}", "/patient");
        assertMalformed("{\"patient\":\"p-1\",\"asOf\":\"yesterday\"}", "/asOf");
        assertMalformed("{\"patient\":\"p-1\",\"k\":1001}", "/k");
        assertMalformed("{\"patient\":\"p-1\",\"weights\":{\"notes.m\":\"2\"}}", "/weights/notes.m");
        assertMalformed("{\"patient\":\"p-1\",\"filter\":\"(\"}", "/filter");
        assertMalformed("{\"vectors\":{\"notes.m\":[1,\"x\"]}}", "/vectors");
        assertThat(edge.get("/v1/patients/p-1/similar?k=0").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/patients/p-1/similar?spaces=notes.m:-1").statusCode())
                .isEqualTo(400);
        assertThat(edge.get("/v1/patients/p-1/similar?spaces=,").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/patients/p-1/similar?exact=perhaps").statusCode())
                .isEqualTo(400);
        assertThat(edge.get("/v1/patients/p-1/similar?filter=(").statusCode()).isEqualTo(400);
        assertThat(edge.queries.asked).isEmpty();
    }

    private void assertMalformed(String body, String pointer) {
        HttpResponse<String> refused = ask(body);
        assertThat(refused.statusCode()).as(body).isEqualTo(400);
        assertThat(Edge.json(refused.body()).path("code").asText()).isEqualTo("malformed-query");
        assertThat(Edge.json(refused.body()).path("pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void a_filter_that_can_not_be_read_is_told_with_its_place() {
        assertThat(Edge.json(edge.get("/v1/patients/p-1/similar?filter=(").body())
                        .path("detail")
                        .asText())
                .contains("line 1, column 2");
    }

    @Test
    void a_patient_of_whom_nothing_is_known_is_not_found() {
        // Given
        edge.queries.rejection = new Rejection.UnknownPatient();
        edge.queries.refusesFrom = 0;

        // Then
        assertThat(edge.get("/v1/patients/p-9/similar").statusCode()).isEqualTo(404);
    }
}
