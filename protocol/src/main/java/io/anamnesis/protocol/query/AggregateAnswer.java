package io.anamnesis.protocol.query;

import java.util.ArrayList;
import java.util.List;

/**
 * What those who fit have in common.
 *
 * @param results one for each aggregation, in their order
 */
public record AggregateAnswer(Coverage coverage, CohortCounts counts, List<AggregateResult> results) {
    public AggregateAnswer {
        results = List.copyOf(results);
    }

    /**
     * Both lists together, of different patients.
     *
     * @throws IllegalArgumentException where they answer different aggregations
     */
    public static List<AggregateResult> plus(List<AggregateResult> one, List<AggregateResult> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException(one.size() + " results and " + other.size() + " are not of one query");
        }
        List<AggregateResult> both = new ArrayList<>(one.size());
        for (int i = 0; i < one.size(); i++) {
            both.add(one.get(i).plus(other.get(i)));
        }
        return both;
    }
}
