package io.anamnesis.sharding.similarity;

import java.util.List;
import java.util.Map;

/**
 * The answer of a mixed query.
 *
 * @param neighbours nearest first; rows at equal distance in the order of their numbers
 * @param spaces the spaces that the query had a vector for
 * @param candidates rows that the filter let pass and that have a vector in one of these spaces at least
 */
public record MixedNeighbours(List<Neighbour> neighbours, List<String> spaces, int candidates) {

    /**
     * One row.
     *
     * @param distance the mean of the shared spaces' distances, each on the scale of {@link Metric#shared}, by their weights;
     *     in [0, 1]
     * @param distances the distance in each space that counted, in that space's own metric
     * @param sharedWeight the share of the query's weights that the spaces that counted have, in (0, 1]
     */
    public record Neighbour(int row, float distance, Map<String, Float> distances, double sharedWeight) {}
}
