package io.anamnesis.web.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.Aggregation.Dimension;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.web.Edge;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregateRouteTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> ask(String body) {
        return edge.post("/v1/cohorts/aggregate", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void every_aggregation_is_understood() throws MalformedCriterion {
        // When
        HttpResponse<String> response = ask("""
                {"criteria":"sex:female","unknown":"include","aggregations":[
                  {"histogram":{"number":"age","edges":[18,65]}},
                  {"histogram":{"number":"age","from":0,"to":100,"bins":2}},
                  {"quantiles":{"number":"glucose.mean[14d]","probabilities":[0.05,0.5]}},
                  {"crossTable":{"rows":{"terms":{"kind":"variant","term":"gene"}},"columns":{"bins":{"number":"age","edges":[65]}}}},
                  {"crossTable":{"rows":{"verdict":"dx:C71"},"columns":{"verdict":{"age":{"gte":65}}}}},
                  {"missingness":{}}]}""");

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        AggregateQuery query = (AggregateQuery) Objects.requireNonNull(edge.queries.asked.poll());
        assertThat(query.criterion()).isEqualTo(CriterionText.parse("sex:female"));
        assertThat(query.unknown()).isEqualTo(UnknownPolicy.INCLUDE);
        assertThat(query.aggregations())
                .containsExactly(
                        new Aggregation.Histogram("age", List.of(18.0, 65.0)),
                        new Aggregation.Histogram("age", List.of(0.0, 50.0, 100.0)),
                        new Aggregation.Quantiles("glucose.mean[14d]", List.of(0.05, 0.5)),
                        new Aggregation.CrossTable(
                                new Dimension.Terms("variant", "gene"), new Dimension.Bins("age", List.of(65.0))),
                        new Aggregation.CrossTable(
                                new Dimension.Verdict(CriterionText.parse("dx:C71")),
                                new Dimension.Verdict(CriterionText.parse("age >= 65"))),
                        new Aggregation.Missingness());
    }

    @Test
    void every_result_is_shown_and_what_does_not_exist_is_left_out() {
        // When
        JsonNode results =
                Edge.json(ask("{\"criteria\":\"sex:female\"}").body()).path("results");

        // Then
        assertThat(results.get(0).toString())
                .isEqualTo("{\"histogram\":{\"edges\":[40.0],\"counts\":[1,4],\"absent\":2}}");
        assertThat(results.get(1).toString())
                .isEqualTo("{\"quantiles\":{\"count\":3,\"mean\":3.0,\"least\":1.0,\"greatest\":6.0,"
                        + "\"values\":[{\"probability\":0.5,\"value\":2.0}],\"exact\":true,\"absent\":2}}");
        assertThat(results.get(2).toString())
                .isEqualTo(
                        "{\"quantiles\":{\"count\":0,\"values\":[{\"probability\":0.5}],\"exact\":true,\"absent\":5}}");
        assertThat(results.get(3).toString()).isEqualTo("{\"crossTable\":{\"counts\":{\"EGFR\":{\"true\":3}}}}");
        assertThat(results.get(4).toString())
                .isEqualTo("{\"missingness\":{\"patterns\":[{\"present\":[\"genomics\",\"notes\"],\"count\":4},"
                        + "{\"present\":[],\"count\":1}]}}");
    }

    @Test
    void what_is_malformed_is_refused_with_its_place() {
        assertMalformed("{\"mean\":{}}", "/aggregations/0/mean");
        assertMalformed("{}", "/aggregations/0");
        assertMalformed("{\"histogram\":{\"number\":\"age\",\"edges\":[2,1]}}", "/aggregations/0/histogram");
        assertMalformed("{\"histogram\":{\"number\":\"age\"}}", "/aggregations/0/histogram/from");
        assertMalformed("{\"quantiles\":{\"probabilities\":[]}}", "/aggregations/0/quantiles/number");
        assertMalformed("{\"quantiles\":{\"number\":\"age\",\"probabilities\":[2]}}", "/aggregations/0/quantiles");
        assertMalformed("{\"crossTable\":{\"rows\":{\"terms\":{}}}}", "/aggregations/0/crossTable/rows/terms/kind");
        assertMalformed("{\"crossTable\":{\"rows\":{\"verdict\":\"(\"}}}", "/aggregations/0/crossTable/rows/verdict");
        assertMalformed("{\"missingness\":{\"of\":1}}", "/aggregations/0/missingness/of");
        assertThat(edge.queries.asked).isEmpty();
    }

    private void assertMalformed(String aggregation, String pointer) {
        HttpResponse<String> refused = ask("{\"criteria\":\"sex:female\",\"aggregations\":[" + aggregation + "]}");
        assertThat(refused.statusCode()).as(aggregation).isEqualTo(400);
        assertThat(Edge.json(refused.body()).path("pointer").asText()).isEqualTo(pointer);
    }
}
