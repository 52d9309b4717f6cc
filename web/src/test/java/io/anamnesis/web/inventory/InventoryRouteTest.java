package io.anamnesis.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.Aggregation.Dimension;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.web.Edge;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InventoryRouteTest {
    private final Edge edge = Edge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    /** Two of five patients have genomics, from two laboratories; nobody has anything else. */
    private static List<AggregateResult> twoWithGenomics() {
        List<AggregateResult> results = new ArrayList<>();
        results.add(new AggregateResult.Missingness(List.of(
                new AggregateResult.Missingness.Pattern(Set.of(Modality.GENOMICS), 2),
                new AggregateResult.Missingness.Pattern(Set.of(), 3))));
        results.add(new AggregateResult.Histogram(List.of(1.0, 7.5), List.of(1L, 0L, 1L), 3));
        results.add(new AggregateResult.CrossTable(new TreeMap<>(Map.of(
                "lab-a",
                new TreeMap<>(Map.of("<1", 1L)),
                "lab-b",
                new TreeMap<>(Map.of("<1", 1L, ">=7.5", 1L)),
                Dimension.NONE,
                new TreeMap<>(Map.of(Dimension.NONE, 3L))))));
        for (int i = 1; i < Modality.values().length; i++) {
            results.add(new AggregateResult.Histogram(List.of(1.0, 7.5), List.of(0L, 0L, 0L), 5));
            results.add(new AggregateResult.CrossTable(new TreeMap<>()));
        }
        return results;
    }

    @Test
    void it_tells_who_has_what_from_where_and_how_old_it_is() {
        // Given
        edge.queries.aggregates = twoWithGenomics();

        // When
        HttpResponse<String> response = edge.get("/v1/inventory?ages=1,7.5");

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode body = Edge.json(response.body());
        assertThat(body.path("patients").asLong()).isEqualTo(5);
        assertThat(body.path("undecided").asLong()).isEqualTo(2);
        assertThat(body.path("coverage").path("of").asInt()).isEqualTo(32);
        JsonNode genomics = body.path("modalities").path(0);
        assertThat(genomics.toString())
                .isEqualTo("{\"modality\":\"genomics\",\"present\":2,\"missing\":3,"
                        + "\"byAge\":{\"<1\":1,\"[1,7.5)\":0,\">=7.5\":1},\"sources\":["
                        + "{\"system\":\"lab-b\",\"patients\":2,\"byAge\":{\"<1\":1,\"[1,7.5)\":0,\">=7.5\":1}},"
                        + "{\"system\":\"lab-a\",\"patients\":1,\"byAge\":{\"<1\":1,\"[1,7.5)\":0,\">=7.5\":0}}]}");
        assertThat(body.path("patterns").path(0).toString())
                .isEqualTo(
                        "{\"present\":[],\"missing\":[\"genomics\",\"imaging\",\"notes\",\"wearables\",\"clinical\"],"
                                + "\"patients\":3}");
    }

    @Test
    void it_asks_each_modality_for_its_ages_and_its_sources_of_those_who_fit() throws MalformedCriterion {
        // Given
        edge.queries.aggregates = twoWithGenomics();

        // When
        HttpResponse<String> response = edge.get("/v1/inventory?ages=1,7.5&criteria=sex:female");

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        AggregateQuery query = (AggregateQuery) Objects.requireNonNull(edge.queries.asked.poll());
        assertThat(query.criterion()).isEqualTo(CriterionText.parse("sex:female"));
        assertThat(query.aggregations())
                .hasSize(1 + 2 * Modality.values().length)
                .contains(
                        new Aggregation.Histogram("imaging.days-since-last", List.of(1.0, 7.5)),
                        new Aggregation.CrossTable(
                                new Dimension.Terms("source", "system", Modality.IMAGING),
                                new Dimension.Bins("imaging.days-since-last", List.of(1.0, 7.5))));
    }

    @Test
    void ages_and_criteria_that_are_none_are_refused() {
        for (String bad : List.of("ages=7,1", "ages=", "ages=a", "ages=NaN", "ages=1,1")) {
            HttpResponse<String> refused = edge.get("/v1/inventory?" + bad);
            assertThat(refused.statusCode()).as(bad).isEqualTo(400);
            assertThat(refused.body()).contains("ages");
        }
        HttpResponse<String> refused = edge.get("/v1/inventory?criteria=sex%20female");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("malformed-query");
        assertThat(edge.queries.asked).isEmpty();
    }
}
