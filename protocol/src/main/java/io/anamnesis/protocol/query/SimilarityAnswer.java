package io.anamnesis.protocol.query;

import java.util.List;

/**
 * Who is near.
 *
 * @param neighbours nearest first
 * @param candidates patients who could have been neighbours: who pass the filter and have a vector in some space that counted
 * @param spaces that counted
 * @param missingSpaces asked for, but the patient has no vector in them
 * @param plans how each node found its share
 */
public record SimilarityAnswer(
        Coverage coverage,
        List<SimilarPatient> neighbours,
        long candidates,
        List<String> spaces,
        List<String> missingSpaces,
        List<String> plans) {
    public SimilarityAnswer {
        neighbours = List.copyOf(neighbours);
        spaces = List.copyOf(spaces);
        missingSpaces = List.copyOf(missingSpaces);
        plans = List.copyOf(plans);
    }
}
