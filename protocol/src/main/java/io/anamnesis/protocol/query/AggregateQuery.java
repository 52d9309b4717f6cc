package io.anamnesis.protocol.query;

import io.anamnesis.protocol.access.Caller;
import java.util.List;

/**
 * What do those who fit have in common?
 *
 * @param aggregations at most {@value #MAX_AGGREGATIONS}, answered in the same order
 */
public record AggregateQuery(
        Caller caller, Criterion criterion, UnknownPolicy unknown, List<Aggregation> aggregations) {
    /** The most aggregations of one query. */
    public static final int MAX_AGGREGATIONS = 50;

    /** @throws IllegalArgumentException where there are too many aggregations */
    public AggregateQuery {
        aggregations = List.copyOf(aggregations);
        if (aggregations.size() > MAX_AGGREGATIONS) {
            throw new IllegalArgumentException(
                    "at most " + MAX_AGGREGATIONS + " aggregations, here " + aggregations.size());
        }
    }
}
