package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.PatientId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A neighbour.
 *
 * @param seq the event that the index was current with
 * @param distance with one space its metric's; with several the weighted mean of distances that each are brought to 0 to 1
 * @param distances by space, each in its own metric; a space that the neighbour has no vector in is absent and did not count
 * @param sharedTerms what both have, {@code kind/name:value}, at most 50
 */
public record SimilarPatient(
        PatientId patient, long seq, double distance, Map<String, Double> distances, List<String> sharedTerms) {
    public SimilarPatient {
        distances = Collections.unmodifiableMap(new TreeMap<>(distances));
        sharedTerms = List.copyOf(sharedTerms);
    }
}
