package io.anamnesis.web.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.Aggregation.Dimension;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.web.query.MalformedQuery;
import io.anamnesis.web.query.QueryFields;
import io.anamnesis.web.query.QuerySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The body of {@code POST /v1/cohorts/aggregate}. */
record AggregateRequest(AggregateQuery query, Duration deadline) {
    private static final Set<String> FIELDS = Set.of("criteria", "unknown", "aggregations", "deadlineMs");
    private static final Set<String> TYPES = Set.of("histogram", "quantiles", "crossTable", "missingness");
    private static final Set<String> DIMENSIONS = Set.of("terms", "bins", "verdict");
    private static final int MAX_PROBABILITIES = 100;

    static AggregateRequest read(JsonNode body, Caller caller, QuerySettings settings) throws MalformedQuery {
        QueryFields fields = new QueryFields(body, FIELDS);
        Criterion criterion = fields.required("criteria");
        UnknownPolicy unknown = fields.word("unknown", UnknownPolicy.EXCLUDE);
        List<Aggregation> aggregations = new ArrayList<>();
        for (QueryFields each : fields.objects("aggregations", AggregateQuery.MAX_AGGREGATIONS, TYPES)) {
            aggregations.add(aggregation(each));
        }
        return new AggregateRequest(
                new AggregateQuery(caller, criterion, unknown, aggregations), fields.deadline(settings));
    }

    private static Aggregation aggregation(QueryFields fields) throws MalformedQuery {
        return switch (fields.type()) {
            case "histogram" ->
                histogram(fields, fields.requiredObject("histogram", Set.of("number", "edges", "from", "to", "bins")));
            case "quantiles" ->
                quantiles(fields, fields.requiredObject("quantiles", Set.of("number", "probabilities")));
            case "crossTable" -> {
                QueryFields table = fields.requiredObject("crossTable", Set.of("rows", "columns"));
                yield new Aggregation.CrossTable(dimension(table, "rows"), dimension(table, "columns"));
            }
            default -> {
                fields.requiredObject("missingness", Set.of());
                yield new Aggregation.Missingness();
            }
        };
    }

    /** Bins by their edges, or so many of one width. */
    private static Aggregation histogram(QueryFields outer, QueryFields fields) throws MalformedQuery {
        String number = fields.requiredText("number");
        if (fields.has("edges")) {
            List<Double> edges = fields.list("edges", Aggregation.Histogram.MAX_EDGES);
            return outer.made("histogram", () -> new Aggregation.Histogram(number, edges));
        }
        double from = fields.number("from");
        double to = fields.number("to");
        int bins = (int) fields.integer("bins", 10, 1, Aggregation.Histogram.MAX_EDGES - 1);
        return outer.made("histogram", () -> Aggregation.Histogram.equalWidths(number, from, to, bins));
    }

    private static Aggregation quantiles(QueryFields outer, QueryFields fields) throws MalformedQuery {
        String number = fields.requiredText("number");
        List<Double> probabilities = fields.list("probabilities", MAX_PROBABILITIES);
        return outer.made("quantiles", () -> new Aggregation.Quantiles(number, probabilities));
    }

    private static Dimension dimension(QueryFields table, String name) throws MalformedQuery {
        QueryFields fields = table.requiredObject(name, DIMENSIONS);
        switch (fields.type()) {
            case "terms" -> {
                QueryFields terms = fields.requiredObject("terms", Set.of("kind", "term", "modality"));
                return new Dimension.Terms(
                        terms.requiredText("kind"),
                        terms.requiredText("term"),
                        terms.has("modality") ? terms.word("modality", Modality.CLINICAL) : null);
            }
            case "bins" -> {
                QueryFields bins = fields.requiredObject("bins", Set.of("number", "edges"));
                String number = bins.requiredText("number");
                List<Double> edges = bins.list("edges", Aggregation.Histogram.MAX_EDGES);
                return fields.made("bins", () -> new Dimension.Bins(number, edges));
            }
            default -> {
                return new Dimension.Verdict(fields.required("verdict"));
            }
        }
    }
}
