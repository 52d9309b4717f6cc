package io.anamnesis.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.web.Edge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a version learned from, and whether a patient is one of those. */
final class ModelCohortTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    private JsonNode shown(String path) {
        return Edge.json(edge.get("/v1/models/relapse/" + path).body());
    }

    private JsonNode fit(CohortCounts counts) {
        edge.queries.counts = counts;
        return shown("2?patient=p-1").path("patient");
    }

    @Test
    void a_version_tells_its_whole_cohort_or_why_it_has_none() {
        assertThat(shown("2").path("cohort").asText()).isEqualTo("age >= 18");
        assertThat(shown("2").path("metrics").path("AUROC").asDouble()).isEqualTo(0.75);
        assertThat(shown("2").has("withoutCohort")).isFalse();
        assertThat(shown("2").has("patient")).isFalse();
        assertThat(shown("1").has("cohort")).isFalse();
        assertThat(shown("1").path("withoutCohort").asText()).contains("did not keep its cohort whole");
    }

    @Test
    void a_patient_is_of_it_or_not_and_what_is_missing_is_named() throws Exception {
        assertThat(fit(new CohortCounts(1, 9, 0, Map.of())).path("fits").asText())
                .isEqualTo("yes");
        CohortQuery there = (CohortQuery) edge.queries.asked.take();
        CohortQuery query = (CohortQuery) edge.queries.asked.take();
        assertThat(CriterionText.print(there.criterion())).contains("p-1").doesNotContain("age");
        assertThat(CriterionText.print(query.criterion())).contains("p-1", "age >= 18");
        assertThat(query.limit()).isZero();
        JsonNode unknown = fit(new CohortCounts(1, 9, 1, Map.of(Modality.CLINICAL, 1L)));
        assertThat(unknown.path("fits").asText()).isEqualTo("unknown");
        assertThat(unknown.path("reason").asText()).isEqualTo("It could be told with clinical, which is missing.");
        JsonNode before = shown("1?patient=p-1").path("patient");
        assertThat(before.path("fits").asText()).isEqualTo("unknown");
        assertThat(before.path("reason").asText()).contains("did not keep its cohort whole");
    }

    @Test
    void what_the_index_answers_is_taken_as_it_is() {
        Coverage whole = new Coverage(32, 32, 9);

        assertThat(ShownModel.fit(answer(whole, new CohortCounts(0, 9, 0, Map.of())))
                        .fits())
                .isEqualTo("no");
        assertThat(ShownModel.fit(answer(whole, new CohortCounts(0, 9, 1, Map.of())))
                        .reason())
                .contains("does not tell");
        assertThat(ShownModel.fit(answer(new Coverage(31, 32, 9), new CohortCounts(0, 9, 0, Map.of())))
                        .fits())
                .isEqualTo("unknown");
    }

    private static CohortAnswer answer(Coverage coverage, CohortCounts counts) {
        return new CohortAnswer(coverage, counts, List.of(), null, List.of());
    }

    @Test
    void a_patient_whom_nobody_knows_is_not_said_to_be_outside() {
        edge.queries.counts = new CohortCounts(0, 9, 0, Map.of());

        assertThat(edge.get("/v1/models/relapse/2?patient=p-1").statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/models/relapse/2?patient=%20").statusCode()).isEqualTo(400);
        assertThat(edge.queries.asked).singleElement().isInstanceOfSatisfying(CohortQuery.class, query -> assertThat(
                        CriterionText.print(query.criterion()))
                .contains(new PatientId("p-1").value()));
    }
}
