package io.anamnesis.web.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.web.Edge;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientListTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_list_comes_in_pages_in_the_order_of_ids() {
        JsonNode first = Edge.json(edge.get("/v1/patients?limit=3").body());
        JsonNode second = Edge.json(
                edge.get("/v1/patients?limit=3&after=" + first.path("nextAfter").asText())
                        .body());

        assertThat(first.path("patients").findValuesAsText("patient")).containsExactly("p-00000", "p-00001", "p-00002");
        assertThat(first.at("/patients/1/numbers/age").asDouble()).isEqualTo(1);
        assertThat(second.path("patients").findValuesAsText("patient")).containsExactly("p-00003", "p-00004");
        assertThat(second.has("nextAfter")).isFalse();
        assertThat(second.at("/coverage/share").asDouble()).isEqualTo(1);
    }

    @Test
    void a_list_ends_where_ids_no_longer_begin_so() {
        HttpResponse<String> page = edge.get("/v1/patients?prefix=p-00001&after=p-00001");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Edge.json(page.body()).path("patients")).isEmpty();
        assertThat(Edge.json(page.body()).has("nextAfter")).isFalse();
        CohortQuery asked = (CohortQuery) edge.queries.asked.remove();
        assertThat(asked.caller().subject()).isEqualTo("u-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix=%2F", "prefix=-a", "after=%20", "prefix=b&after=a", "limit=0", "limit=10001"})
    void what_is_no_prefix_and_no_place_is_refused(String parameters) {
        assertThat(edge.get("/v1/patients?" + parameters).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"p1", "p", "a", "A", "0", "'p '", "'p  '", "p-", "p+", "zz~", "Z:9"})
    void the_place_before_a_prefix_is_less_than_all_with_it_and_more_than_all_before(String prefix) {
        PatientId before = PatientList.before(prefix);
        List<String> ids = Stream.of(
                        "0", "9", "9~", "A", "Z~", "Z:9", "Z:8~", "a", "a0", "o~~", "p", "p +", "p  x", "p x", "p+",
                        "p,", "p-", "p-1", "p0", "p0~~", "p1", "p1-", "p2", "zz}", "zz~", "zz~1", "zzz")
                .filter(PatientId::isValid)
                .toList();

        assertThat(ids).allSatisfy(id -> assertThat(before == null || id.compareTo(before.value()) > 0)
                .as(id)
                .isEqualTo(id.compareTo(prefix) >= 0));
    }
}
