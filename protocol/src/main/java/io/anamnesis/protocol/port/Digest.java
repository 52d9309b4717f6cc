package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the in-memory index needs of one patient.
 *
 * @param slice the index slice the patient belongs to, from 0
 * @param seq the event it is current with: of two digests the greater seq holds
 * @param terms filter terms, such as {@code modality:wearables}
 * @param numbers numeric columns, such as {@code glucose.mean[14d]}
 * @param vectors vectors by space; arrays are not copied
 */
public record Digest(
        PatientId patient,
        int slice,
        long seq,
        SortedSet<String> terms,
        SortedMap<String, Double> numbers,
        SortedMap<String, float[]> vectors) {

    public Digest(
            PatientId patient,
            int slice,
            long seq,
            Set<String> terms,
            Map<String, Double> numbers,
            Map<String, float[]> vectors) {
        this(
                patient,
                slice,
                seq,
                Collections.unmodifiableSortedSet(new TreeSet<>(terms)),
                Collections.unmodifiableSortedMap(new TreeMap<>(numbers)),
                Collections.unmodifiableSortedMap(new TreeMap<>(vectors)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that
                && patient.equals(that.patient)
                && slice == that.slice
                && seq == that.seq
                && terms.equals(that.terms)
                && numbers.equals(that.numbers)
                && vectors.keySet().equals(that.vectors.keySet())
                && vectors.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), that.vectors.get(e.getKey())));
    }

    @Override
    public int hashCode() {
        return 31 * patient.hashCode() + Long.hashCode(seq);
    }
}
