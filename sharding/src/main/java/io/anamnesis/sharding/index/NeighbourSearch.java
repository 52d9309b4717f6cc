package io.anamnesis.sharding.index;

import io.anamnesis.protocol.query.SimilarPatient;
import io.anamnesis.sharding.similarity.MixedNeighbours;
import io.anamnesis.sharding.similarity.MixedQuery;
import io.anamnesis.sharding.similarity.MixedSearch;
import io.anamnesis.sharding.similarity.NearestQuery;
import io.anamnesis.sharding.similarity.Neighbours;
import io.anamnesis.sharding.similarity.ScanCrew;
import io.anamnesis.sharding.similarity.VectorRefusal;
import io.anamnesis.sharding.similarity.VectorSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Neighbours among the patients of a node. Under the content's read lock. */
final class NeighbourSearch {
    private static final int SHARED_TERMS = 50;

    private final PatientContent content;
    private final MixedSearch mixed;
    private final double minSharedWeight;

    NeighbourSearch(PatientContent content, ScanCrew scans, double minSharedWeight) {
        this.content = content;
        this.mixed = new MixedSearch(scans);
        this.minSharedWeight = minSharedWeight;
    }

    /** @param candidates rows that may be neighbours */
    NodePart.Near near(NodeQuery.Near near, RoaringBitmap candidates) {
        Map<NodeQuery.SpaceTarget, VectorSpace> spaces = new HashMap<>();
        for (NodeQuery.SpaceTarget target : near.targets()) {
            VectorSpace space = content.space(target.space());
            if (space == null) {
                continue;
            }
            String refused = refused(space, target, near.k());
            if (refused != null) {
                return new NodePart.Near(List.of(), 0, "", refused);
            }
            spaces.put(target, space);
        }
        if (spaces.isEmpty()) {
            return new NodePart.Near(List.of(), 0, "no patient here has a vector in these spaces", null);
        }
        return near.targets().size() == 1
                ? one(near, near.targets().get(0), spaces.values().iterator().next(), candidates)
                : several(near, spaces, candidates);
    }

    private static @Nullable String refused(VectorSpace space, NodeQuery.SpaceTarget target, int k) {
        VectorRefusal refusal = space.refusal(target.vector().toArray());
        if (refusal != null) {
            return "The vector of " + target.space() + " can't be compared: " + refusal.detail();
        }
        int most = space.settings().maxNeighbours();
        return k > most ? "Space " + target.space() + " gives at most " + most + " neighbours, here " + k : null;
    }

    private NodePart.Near one(
            NodeQuery.Near near, NodeQuery.SpaceTarget target, VectorSpace space, RoaringBitmap candidates) {
        NearestQuery query =
                NearestQuery.of(target.vector().toArray(), near.k()).within(candidates);
        Neighbours found = space.search(near.exact() ? query.exactly() : query);
        Set<String> terms = new HashSet<>(near.terms());
        List<SimilarPatient> neighbours = new ArrayList<>();
        for (int rank = 0; rank < found.size(); rank++) {
            double distance = found.distance(rank);
            neighbours.add(patient(found.row(rank), distance, Map.of(target.space(), distance), terms));
        }
        return new NodePart.Near(
                neighbours,
                found.plan().candidates(),
                found.plan().strategy() + " (" + found.plan().reason() + "): "
                        + found.plan().candidates()
                        + " candidates, " + found.plan().scanned() + " scanned, "
                        + found.plan().visited() + " visited",
                null);
    }

    private NodePart.Near several(
            NodeQuery.Near near, Map<NodeQuery.SpaceTarget, VectorSpace> spaces, RoaringBitmap candidates) {
        MixedQuery query = MixedQuery.of(near.k(), minSharedWeight).within(candidates);
        for (NodeQuery.SpaceTarget target : near.targets()) {
            VectorSpace space = spaces.get(target);
            if (space != null) {
                query = query.with(space, target.vector().toArray(), target.weight());
            }
        }
        MixedNeighbours found = mixed.nearest(query);
        Set<String> terms = new HashSet<>(near.terms());
        List<SimilarPatient> neighbours = new ArrayList<>();
        for (MixedNeighbours.Neighbour each : found.neighbours()) {
            Map<String, Double> distances = new HashMap<>();
            each.distances().forEach((space, distance) -> distances.put(space, (double) distance));
            neighbours.add(patient(each.row(), each.distance(), distances, terms));
        }
        return new NodePart.Near(
                neighbours,
                found.candidates(),
                "EXACT over " + found.spaces().size() + " spaces: " + found.candidates() + " candidates",
                null);
    }

    private SimilarPatient patient(int row, double distance, Map<String, Double> distances, Set<String> terms) {
        List<String> shared = terms.isEmpty()
                ? List.of()
                : content.columns().terms(row).stream()
                        .filter(terms::contains)
                        .limit(SHARED_TERMS)
                        .toList();
        return new SimilarPatient(
                content.columns().patient(row), content.columns().seq(row), distance, distances, shared);
    }
}
