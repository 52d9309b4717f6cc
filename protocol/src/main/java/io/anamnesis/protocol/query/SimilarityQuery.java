package io.anamnesis.protocol.query;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.AsOf;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is like this patient, or near these vectors?
 *
 * @param patient whose vectors are looked near; null where vectors are given
 * @param asOf the patient as of then; null for now
 * @param vectors by space; empty where a patient is given
 * @param weights by space, above 0; empty for all spaces that the patient or the vectors have, alike, but {@code fused}, which sums them
 *     up, only where there is no other
 * @param k 1 to {@value NearestTo#MAX_K}
 * @param exact whether each candidate is compared, also where a graph would be faster
 * @param filter who may be a neighbour (those who certainly fit); null for all
 */
public record SimilarityQuery(
        Caller caller,
        @Nullable PatientId patient,
        @Nullable AsOf asOf,
        Map<String, NearestTo.Vector> vectors,
        SortedMap<String, Double> weights,
        int k,
        boolean exact,
        @Nullable Criterion filter) {
    /** The most spaces of a query. */
    public static final int MAX_SPACES = 16;

    /** @throws IllegalArgumentException where a part is outside of its limits */
    public SimilarityQuery {
        vectors = Collections.unmodifiableMap(new TreeMap<>(vectors));
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        if ((patient == null) == vectors.isEmpty()) {
            throw new IllegalArgumentException("near either a patient or vectors");
        }
        if (asOf != null && patient == null) {
            throw new IllegalArgumentException("only a patient can be looked at as of a time");
        }
        if (k < 1 || k > NearestTo.MAX_K) {
            throw new IllegalArgumentException("1 to " + NearestTo.MAX_K + " neighbours, here " + k);
        }
        if (weights.size() > MAX_SPACES || vectors.size() > MAX_SPACES) {
            throw new IllegalArgumentException("at most " + MAX_SPACES + " spaces");
        }
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            if (!(weight.getValue() > 0) || weight.getValue().isInfinite()) {
                throw new IllegalArgumentException("the weight of " + weight.getKey() + " is above 0");
            }
        }
    }
}
