package io.anamnesis.web.similarity;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.query.MalformedQuery;
import io.anamnesis.web.query.QueryFields;
import io.anamnesis.web.query.QuerySettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A question for neighbours, from a body or from parameters. */
record SimilarityRequest(SimilarityQuery query, Duration deadline) {
    private static final Set<String> FIELDS =
            Set.of("patient", "asOf", "vectors", "weights", "k", "exact", "filter", "deadlineMs");

    /** The body of {@code POST /v1/similarity/query}. */
    static SimilarityRequest read(JsonNode body, Caller caller, QuerySettings settings) throws MalformedQuery {
        QueryFields fields = new QueryFields(body, FIELDS);
        Map<String, NearestTo.Vector> vectors = new TreeMap<>();
        for (Map.Entry<String, float[]> each :
                fields.arrays("vectors", SimilarityQuery.MAX_SPACES).entrySet()) {
            vectors.put(each.getKey(), fields.made("vectors", () -> new NearestTo.Vector(each.getValue())));
        }
        PatientId patient = patient(fields);
        AsOf asOf = asOf(fields);
        TreeMap<String, Double> weights = new TreeMap<>(fields.numbers("weights", SimilarityQuery.MAX_SPACES));
        int k = (int) fields.integer("k", settings.neighbours(), 1, NearestTo.MAX_K);
        boolean exact = fields.flag("exact");
        Criterion filter = fields.criterion("filter");
        SimilarityQuery query =
                fields.made("", () -> new SimilarityQuery(caller, patient, asOf, vectors, weights, k, exact, filter));
        return new SimilarityRequest(query, fields.deadline(settings));
    }

    private static @Nullable PatientId patient(QueryFields fields) throws MalformedQuery {
        String id = fields.text("patient");
        if (id != null && !PatientId.isValid(id)) {
            throw new MalformedQuery("/patient", "Expected a patient id");
        }
        return id == null ? null : new PatientId(id);
    }

    private static @Nullable AsOf asOf(QueryFields fields) throws MalformedQuery {
        String text = fields.text("asOf");
        if (text == null) {
            return null;
        }
        try {
            return text.startsWith("seq:")
                    ? new AsOf.Seq(Long.parseUnsignedLong(text.substring(4)))
                    : new AsOf.ReceivedAt(
                            Instant.ofEpochMilli(Instant.parse(text).toEpochMilli()));
        } catch (DateTimeException | NumberFormatException e) {
            throw new MalformedQuery("/asOf", "Expected an ISO-8601 instant in UTC or seq:N");
        }
    }

    /** The parameters of {@code GET /v1/patients/{id}/similar}. */
    static SimilarityRequest read(QueryParameters parameters, Caller caller, QuerySettings settings) throws Refused {
        PatientId patient = parameters.patient();
        AsOf asOf = parameters.asOf();
        TreeMap<String, Double> weights = weights(parameters.optional("spaces"));
        int k = parameters.number("k", settings.neighbours(), NearestTo.MAX_K);
        String exact = parameters.optional("exact");
        if (exact != null && !exact.equals("true") && !exact.equals("false")) {
            throw new Refused(Problem.parameter("exact", "true or false"));
        }
        Criterion filter = filter(parameters.optional("filter"));
        try {
            return new SimilarityRequest(
                    new SimilarityQuery(caller, patient, asOf, Map.of(), weights, k, "true".equals(exact), filter),
                    settings.deadline());
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.parameter("spaces", "a list of spaces: " + e.getMessage()));
        }
    }

    /** {@code notes.m,imaging.m:2}: a weight after the last colon, 1 where there is none. */
    private static TreeMap<String, Double> weights(@Nullable String spaces) throws Refused {
        TreeMap<String, Double> weights = new TreeMap<>();
        if (spaces == null) {
            return weights;
        }
        for (String each : spaces.split(",", -1)) {
            int colon = each.lastIndexOf(':');
            String space = (colon < 0 ? each : each.substring(0, colon)).strip();
            try {
                weights.put(space, colon < 0 ? 1 : Double.parseDouble(each.substring(colon + 1)));
            } catch (NumberFormatException e) {
                throw new Refused(Problem.parameter("spaces", "a list such as notes.m,imaging.m:2"));
            }
            if (space.isEmpty()) {
                throw new Refused(Problem.parameter("spaces", "a list such as notes.m,imaging.m:2"));
            }
        }
        return weights;
    }

    private static @Nullable Criterion filter(@Nullable String text) throws Refused {
        try {
            return text == null ? null : CriterionText.parse(text);
        } catch (MalformedCriterion e) {
            throw new Refused(Problem.parameter("filter", "a criterion: " + e.shown()));
        }
    }
}
