package io.anamnesis.sharding.index;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.SimilarPatient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one node answers, of its own patients. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NodePart.Fitting.class, name = "fitting"),
    @JsonSubTypes.Type(value = NodePart.Aggregated.class, name = "aggregated"),
    @JsonSubTypes.Type(value = NodePart.Near.class, name = "near")
})
sealed interface NodePart {
    /**
     * Who fits.
     *
     * @param rows in order, at most one more than the page has
     * @param explained null where it was not asked for
     */
    record Fitting(
            CohortCounts counts,
            List<CohortRow> rows,
            @Nullable JsonNode explained) implements NodePart {}

    /** What those who fit have in common; one result for each aggregation. */
    record Aggregated(CohortCounts counts, List<AggregateResult> results) implements NodePart {}

    /**
     * Who is near, nearest first.
     *
     * @param refused why a vector can't be compared, by a sentence; null where all can
     */
    record Near(
            List<SimilarPatient> neighbours,
            long candidates,
            String plan,
            @Nullable String refused) implements NodePart {}
}
