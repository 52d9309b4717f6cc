package io.anamnesis.sharding.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.RowPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Many nodes' shares of a cohort become one page. */
final class CohortMerge {
    private CohortMerge() {}

    /** Shares of aggregates add up. */
    static AggregateAnswer of(Gathering gathering, Coverage coverage) {
        CohortCounts counts = CohortCounts.NONE;
        List<AggregateResult> results = null;
        for (NodePart each : gathering.parts()) {
            NodePart.Aggregated part = (NodePart.Aggregated) each;
            counts = counts.plus(part.counts());
            results = results == null ? part.results() : AggregateAnswer.plus(results, part.results());
        }
        return new AggregateAnswer(coverage, counts, results == null ? List.of() : results);
    }

    /** Each node gave one row more than the page has where it has more, so that a next page is known of. */
    static CohortAnswer of(CohortQuery query, Gathering gathering, Coverage coverage) {
        CohortCounts counts = CohortCounts.NONE;
        List<CohortRow> rows = new ArrayList<>();
        List<JsonNode> explained = new ArrayList<>();
        for (NodePart each : gathering.parts()) {
            NodePart.Fitting part = (NodePart.Fitting) each;
            counts = counts.plus(part.counts());
            rows.addAll(part.rows());
            if (part.explained() != null) {
                explained.add(part.explained());
            }
        }
        rows.sort(Comparator.comparing(CohortRow::place, RowPlace.in(query.order())));
        boolean more = rows.size() > query.limit() && query.limit() > 0;
        List<CohortRow> page = rows.subList(0, Math.min(query.limit(), rows.size()));
        return new CohortAnswer(
                coverage, counts, page, more ? page.get(page.size() - 1).place() : null, explained);
    }
}
