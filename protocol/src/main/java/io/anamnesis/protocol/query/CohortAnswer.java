package io.anamnesis.protocol.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who fits.
 *
 * @param rows a page
 * @param next where the next page goes on, or null at the end
 * @param explained by node, where it was asked for
 */
public record CohortAnswer(
        Coverage coverage,
        CohortCounts counts,
        List<CohortRow> rows,
        @Nullable RowPlace next,
        List<JsonNode> explained) {
    public CohortAnswer {
        rows = List.copyOf(rows);
        explained = List.copyOf(explained);
    }
}
