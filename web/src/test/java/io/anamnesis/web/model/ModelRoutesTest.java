package io.anamnesis.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.web.Edge;
import io.anamnesis.web.MemoryModels;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModelRoutesTest {
    private final Edge edge = Edge.start().as("researcher");

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> post(String path, String body) {
        return edge.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Edge.json(response.body());
    }

    @Test
    void versions_come_in_pages_and_end_without_a_next() {
        JsonNode first = json(edge.get("/v1/models?limit=2"));
        JsonNode second = json(
                edge.get("/v1/models?limit=2&after=" + first.path("nextAfter").asText()));

        assertThat(first.path("models")).hasSize(2);
        assertThat(first.path("nextAfter").asText()).isEqualTo("relapse/2");
        assertThat(second.path("models").get(0).path("version").asInt()).isEqualTo(3);
        assertThat(second.has("nextAfter")).isFalse();
        assertThat(edge.get("/v1/models?after=nothing").statusCode()).isEqualTo(400);
    }

    @Test
    void a_version_says_what_it_was_trained_on_and_how_it_was_judged() {
        JsonNode version = json(edge.get("/v1/models/relapse/2"));

        assertThat(version.path("data").asText()).startsWith("cohort:");
        assertThat(version.path("metrics").path("AUROC").asDouble()).isEqualTo(0.75);
        assertThat(version.path("artefactHash").asText()).hasSize(64);
        assertThat(edge.get("/v1/models/relapse/9").statusCode()).isEqualTo(404);
        assertThat(json(edge.get("/v1/models/relapse/9")).path("code").asText()).isEqualTo("unknown-model");
        assertThat(edge.get("/v1/models/Relapse/1").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/models/relapse/x").statusCode()).isEqualTo(400);
    }

    @Test
    void a_version_comes_as_a_file_for_other_systems() {
        HttpResponse<String> file = edge.get("/v1/models/relapse/2/onnx");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"relapse-2.onnx\"");
        assertThat(file.body()).isEqualTo("\b\u0007");
        assertThat(edge.get("/v1/models/relapse/9/onnx").statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/models/relapse/x/onnx").statusCode()).isEqualTo(400);
        HttpResponse<String> refused = edge.get("/v1/models/relapse/3/onnx");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("detail").asText()).isEqualTo("The model can't be exported: too wide");
    }

    @Test
    void a_promotion_goes_on_record_with_who_and_why() {
        HttpResponse<String> promoted = post(
                "/v1/aliases/champion",
                "{\"name\": \"relapse\", \"version\": 2, \"reason\": \"better on patients kept apart\"}");

        assertThat(json(promoted).path("generation").asLong()).isEqualTo(1);
        JsonNode history = json(edge.get("/v1/aliases/champion")).path("promotions");
        assertThat(history.get(0).path("promotedBy").asText()).isEqualTo("u-1");
        assertThat(history.get(0).path("reason").asText()).isEqualTo("better on patients kept apart");
        JsonNode aliases = json(edge.get("/v1/aliases"));
        assertThat(aliases.path("champion").path("version").asInt()).isEqualTo(2);
        assertThat(aliases.has("challenger")).isFalse();
        assertThat(aliases.path("nodes").get(0).path("done").asLong()).isEqualTo(7);
    }

    @Test
    void a_promotion_without_a_reason_or_of_nothing_is_refused() {
        assertThat(post("/v1/aliases/champion", "{\"name\": \"relapse\", \"version\": 2, \"reason\": \" \"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/aliases/champion", "{\"name\": \"relapse\", \"version\": 9, \"reason\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/v1/aliases/best", "{\"name\": \"relapse\", \"version\": 1, \"reason\": \"x\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void drift_tells_the_farthest_first_with_its_level() {
        JsonNode drift = json(edge.get("/v1/drift"));

        assertThat(drift.path("level").asText()).isEqualTo("alarm");
        assertThat(drift.path("model").path("strategy").asText()).isEqualTo("attention");
        assertThat(drift.path("nodes").get(0).asText()).isEqualTo("n-1");
        assertThat(drift.path("silent").get(0).asText()).isEqualTo("n-2");
        assertThat(drift.path("behind")).isEmpty();
        JsonNode far = drift.path("series").get(0);
        assertThat(far.path("name").asText()).isEqualTo("glucose.mean[14d]");
        assertThat(far.path("psi").asDouble()).isEqualTo(0.5);
        assertThat(far.path("ks").asDouble()).isEqualTo(0.4);
        assertThat(far.has("missingNow")).isFalse();
        assertThat(drift.path("series").get(1).path("level").asText()).isEqualTo("steady");
    }

    @Test
    void a_challenger_is_set_beside_the_champion() {
        JsonNode shadow = json(edge.get("/v1/shadow?label=dx:C79"));

        assertThat(shadow.path("label").asText()).isEqualTo("dx:C79");
        assertThat(shadow.path("agree").asLong()).isEqualTo(81);
        assertThat(shadow.path("silent").get(0).asText()).isEqualTo("n-2");
        JsonNode score = shadow.path("scores").get(0);
        assertThat(score.path("distance").asDouble()).isEqualTo(0.05);
        assertThat(score.path("challengerKnown")
                        .path("tenths")
                        .get(0)
                        .path("observed")
                        .asDouble())
                .isEqualTo(0.6);
        assertThat(json(edge.get("/v1/shadow")).has("label")).isFalse();
        assertThat(edge.get("/v1/shadow?label=(").statusCode()).isEqualTo(400);
    }

    @Test
    void a_training_is_a_job_that_can_be_followed_and_given_up() {
        HttpResponse<String> begun = post(
                "/v1/models/relapse/training",
                "{\"cohort\": \"age >= 18\", \"label\": \"dx:C71.9\", \"exclude\": [\"clinical.condition\"], \"seed\": 7}");

        TrainingRequest asked = Objects.requireNonNull(edge.models.asked());
        assertThat(asked.name()).isEqualTo(MemoryModels.NAME);
        assertThat(asked.exclude()).containsExactly("clinical.condition");
        assertThat(asked.seed()).isEqualTo(7);
        assertThat(asked.strategy()).isEqualTo(TrainingRequest.Strategy.LATE);
        String id = json(begun).path("id").asText();
        JsonNode job = json(edge.get("/v1/jobs")).path("jobs").get(0);
        assertThat(job.path("state").asText()).isEqualTo("running");
        assertThat(job.path("kind").asText()).isEqualTo("training");
        assertThat(delete("/v1/jobs/" + id).statusCode()).isEqualTo(200);
        assertThat(delete("/v1/jobs/none").statusCode()).isEqualTo(404);
        HttpResponse<String> first = delete("/v1/jobs/promotion-1");
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.body()).contains("not-cancellable", "nothing to go back to");
    }

    @Test
    void attention_is_trained_where_it_is_asked_for_and_nothing_that_nobody_knows() {
        String request = "{\"cohort\": \"age >= 18\", \"label\": \"dx:C71.9\", \"strategy\": \"%s\"}";

        assertThat(post("/v1/models/relapse/training", request.formatted("attention"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(Objects.requireNonNull(edge.models.asked()).strategy())
                .isEqualTo(TrainingRequest.Strategy.ATTENTION);
        HttpResponse<String> refused = post("/v1/models/relapse/training", request.formatted("magic"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("pointer").asText()).isEqualTo("/strategy");
    }

    @Test
    void how_much_is_masked_and_how_classes_count_is_chosen_where_it_means_something() {
        String request = "{\"cohort\": \"age >= 18\", \"label\": \"dx:C71.9\", \"strategy\": \"%s\", %s}";

        post(
                "/v1/models/relapse/training",
                request.formatted("early", "\"maskRate\": 0.5, \"classWeights\": \"balanced\""));
        assertThat(Objects.requireNonNull(edge.models.asked()).options())
                .isEqualTo(new TrainingOptions(0.5, TrainingOptions.ClassWeights.BALANCED));
        post("/v1/models/relapse/training", request.formatted("early", "\"seed\": 3"));
        assertThat(Objects.requireNonNull(edge.models.asked()).options()).isEqualTo(TrainingOptions.STANDARD);
        assertThat(pointer(request.formatted("early", "\"maskRate\": 0.95"))).isEqualTo("/maskRate");
        assertThat(pointer(request.formatted("early", "\"maskRate\": \"half\"")))
                .isEqualTo("/maskRate");
        assertThat(pointer(request.formatted("late", "\"maskRate\": 0.2"))).isEqualTo("/maskRate");
        assertThat(pointer(request.formatted("late", "\"classWeights\": \"heavy\"")))
                .isEqualTo("/classWeights");
        assertThat(
                        pointer(
                                "{\"cohort\": \"dx:C50\", \"orDeath\": true, \"from\": \"dx:C50\", \"classWeights\": \"balanced\"}"))
                .isEqualTo("/classWeights");
    }

    @Test
    void an_event_is_told_from_a_date_on() {
        HttpResponse<String> begun = post(
                "/v1/models/relapse/training",
                "{\"cohort\": \"dx:C50\", \"event\": \"dx:C79\", \"orDeath\": true, \"from\": \"first(dx:C50)\", \"horizonDays\": 730}");

        assertThat(begun.statusCode()).isEqualTo(200);
        assertThat(Objects.requireNonNull(edge.models.asked()).goal().text())
                .isEqualTo("event: dx:C79 or death; from: first(dx:C50); horizon: 730 days");
    }

    @Test
    void a_version_is_trained_once_more() {
        JsonNode job = json(post("/v1/models/relapse/2/repetition", ""));

        assertThat(job.path("kind").asText()).isEqualTo("training");
        assertThat(job.path("stage").asText()).isEqualTo("reading what relapse 2 was trained on");
        assertThat(post("/v1/models/relapse/x/repetition", "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_model_of_other_patients_is_started_from() {
        String request =
                "{\"cohort\": \"age > 17\", \"label\": \"dx:C79\", \"strategy\": \"%s\", \"startFrom\": {\"name\": \"rich\", \"version\": %d}}";

        assertThat(post("/v1/models/relapse/training", request.formatted("late", 3))
                        .statusCode())
                .isEqualTo(200);
        assertThat(Objects.requireNonNull(edge.models.asked()).startFrom())
                .isEqualTo(new TrainingRequest.Start("rich", 3));
        assertThat(pointer(request.formatted("early", 3))).isEqualTo("/startFrom");
        assertThat(pointer(request.formatted("late", 0))).isEqualTo("/startFrom/version");
    }

    @Test
    void what_is_no_event_is_refused_with_its_place() {
        assertThat(pointer("{\"cohort\": \"dx:C50\"}")).isEqualTo("/label");
        assertThat(pointer("{\"cohort\": \"dx:C50\", \"label\": \"dx:C79\", \"orDeath\": true}"))
                .isEqualTo("/label");
        assertThat(pointer("{\"cohort\": \"dx:C50\", \"label\": \"dx:C79\", \"horizonDays\": 9}"))
                .isEqualTo("/horizonDays");
        assertThat(pointer("{\"cohort\": \"dx:C50\", \"event\": \"dx:C79\"}")).isEqualTo("/from");
        assertThat(pointer("{\"cohort\": \"dx:C50\", \"event\": \"age > 3\", \"from\": \"dx:C50\"}"))
                .isEqualTo("/event");
        assertThat(pointer("{\"cohort\": \"dx:C50\", \"event\": \"last(dx:C79)\", \"from\": \"dx:C50\"}"))
                .isEqualTo("/event");
        assertThat(pointer("{\"cohort\": \"dx:C50\", \"orDeath\": true, \"from\": \"dx:C50\", \"horizonDays\": 0}"))
                .isEqualTo("/horizonDays");
    }

    private String pointer(String body) {
        HttpResponse<String> refused = post("/v1/models/relapse/training", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        return json(refused).path("pointer").asText();
    }

    private HttpResponse<String> delete(String path) {
        HttpRequest request = edge.request(path).DELETE().build();
        return edge.send(request);
    }
}
