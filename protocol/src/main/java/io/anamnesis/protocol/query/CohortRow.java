package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.PatientId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One patient of a cohort.
 *
 * @param seq the event that the index was current with
 * @param unknown whether nobody can tell if the patient fits
 * @param place in the order asked for
 * @param numbers of the columns asked for; those that the patient does not have are absent
 */
public record CohortRow(PatientId patient, long seq, boolean unknown, RowPlace place, Map<String, Double> numbers) {
    public CohortRow {
        numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    }
}
