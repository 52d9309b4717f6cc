package io.anamnesis.protocol.query;

import io.anamnesis.protocol.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who fits?
 *
 * @param columns names of numbers to give with each patient, at most {@value #MAX_COLUMNS}; {@code age} is one
 * @param limit rows of a page, 0 (counts only) to {@value #MAX_LIMIT}
 * @param after the place of the last row of the page before, or null
 * @param explain whether the answer says how it was found
 */
public record CohortQuery(
        Caller caller,
        Criterion criterion,
        UnknownPolicy unknown,
        List<String> columns,
        RowOrder order,
        int limit,
        @Nullable RowPlace after,
        boolean explain) {
    /** The most rows of a page. */
    public static final int MAX_LIMIT = 10_000;

    /** The most columns. */
    public static final int MAX_COLUMNS = 100;

    /** @throws IllegalArgumentException where a limit is passed */
    public CohortQuery {
        columns = List.copyOf(columns);
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 0 to " + MAX_LIMIT + " rows, here " + limit);
        }
        if (columns.size() > MAX_COLUMNS) {
            throw new IllegalArgumentException("at most " + MAX_COLUMNS + " columns, here " + columns.size());
        }
    }
}
