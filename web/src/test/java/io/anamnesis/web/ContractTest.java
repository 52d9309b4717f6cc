package io.anamnesis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void contract_and_routes_name_the_same_operations() {
        try (Edge edge = Edge.start()) {
            Set<String> routes = new TreeSet<>();
            edge.server.routes().forEach(row -> routes.add(row.method() + " " + row.path()));

            assertThat(routes).hasSizeGreaterThan(5);
            assertThat(Contract.load().operations()).isEqualTo(routes);
        }
    }

    @Test
    void every_reference_in_the_contract_leads_somewhere() {
        var document = Contract.load().document();
        var references = document.findValues("$ref");

        assertThat(references).isNotEmpty();
        assertThat(references).allSatisfy(reference -> assertThat(
                        document.at(reference.asText().substring(1)).isMissingNode())
                .as(reference.asText())
                .isFalse());
    }

    @Test
    void the_contract_is_served_to_anyone() {
        try (Edge edge = Edge.start()) {
            HttpResponse<String> response = edge.get("/openapi.yaml");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).startsWith("openapi: 3.1.0");
        }
    }
}
