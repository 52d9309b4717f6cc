package io.anamnesis.sharding.index;

import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.SimilarityQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What neighbours are looked near to.
 *
 * @param missing spaces that were asked for and that there is no vector in
 * @param terms of the patient, to tell what neighbours share
 */
record SimilarityTargets(List<NodeQuery.SpaceTarget> targets, List<String> missing, List<String> terms) {
    /** Vectors that the query brings along. */
    static SimilarityTargets of(SimilarityQuery query) {
        return of(query, query.vectors(), List.of());
    }

    /** The latest vectors of a patient. */
    static SimilarityTargets of(SimilarityQuery query, PatientReply.Vectors vectors) {
        Map<String, NearestTo.Vector> latest = new TreeMap<>();
        vectors.vectors().forEach((space, all) -> {
            if (!all.isEmpty()) {
                latest.put(space, vector(all.get(0)));
            }
        });
        return of(query, latest, vectors.terms());
    }

    private static NearestTo.Vector vector(List<Float> values) {
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i);
        }
        return new NearestTo.Vector(vector);
    }

    private static SimilarityTargets of(
            SimilarityQuery query, Map<String, NearestTo.Vector> vectors, List<String> terms) {
        Set<String> spaces = query.weights().isEmpty()
                ? own(vectors.keySet())
                : query.weights().keySet();
        List<NodeQuery.SpaceTarget> targets = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String space : spaces) {
            NearestTo.Vector vector = vectors.get(space);
            if (vector == null) {
                missing.add(space);
            } else if (targets.size() < SimilarityQuery.MAX_SPACES) {
                targets.add(new NodeQuery.SpaceTarget(space, query.weights().getOrDefault(space, 1.0), vector));
            }
        }
        return new SimilarityTargets(targets, missing, terms);
    }

    /** Without the fused one, which says the same once more, unless there is no other. */
    private static Set<String> own(Set<String> spaces) {
        Set<String> own = new TreeSet<>(spaces);
        own.remove(FusionView.SPACE);
        return own.isEmpty() ? spaces : own;
    }
}
