package io.anamnesis.sharding.index;

import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.SimilarPatient;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Many nodes' neighbours become one list. */
final class SimilarityMerge {
    private static final Comparator<SimilarPatient> NEAREST_FIRST =
            Comparator.comparingDouble(SimilarPatient::distance).thenComparing(SimilarPatient::patient);

    private SimilarityMerge() {}

    static SimilarityAnswer of(
            SimilarityQuery query, SimilarityTargets targets, Gathering gathering, Coverage coverage) {
        List<SimilarPatient> neighbours = new ArrayList<>();
        List<String> plans = new ArrayList<>();
        long candidates = 0;
        for (NodePart each : gathering.parts()) {
            NodePart.Near part = (NodePart.Near) each;
            if (part.refused() != null) {
                throw new QueryRefused(new Rejection.Malformed(null, part.refused()));
            }
            neighbours.addAll(part.neighbours());
            plans.add(part.plan());
            candidates += part.candidates();
        }
        neighbours.sort(NEAREST_FIRST);
        return new SimilarityAnswer(
                coverage,
                neighbours.subList(0, Math.min(query.k(), neighbours.size())),
                candidates,
                targets.targets().stream().map(NodeQuery.SpaceTarget::space).toList(),
                targets.missing(),
                plans);
    }
}
