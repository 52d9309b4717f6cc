package io.anamnesis.sharding.similarity;

import io.anamnesis.sharding.similarity.MixedNeighbours.Neighbour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Nearest in several spaces at once, by comparing every candidate. A space that a candidate lacks drops out for it and the
 * weights of the others count for more: distance = Σ wₛ·shared(dₛ) / Σ wₛ over the spaces s that both sides have. Under the
 * read lock that all spaces share; safe on many threads at once.
 */
public final class MixedSearch {
    private static final int BLOCK = 1024;

    /** Sums of weights are compared with this slack, so that a share of 0.3 is 0.1 + 0.2. */
    private static final double SLACK = 1e-9;

    private final ScanCrew crew;

    public MixedSearch(ScanCrew crew) {
        this.crew = crew;
    }

    /** Fewer than k where fewer share enough with the query. */
    public MixedNeighbours nearest(MixedQuery query) {
        List<Side> sides = sides(query);
        double total =
                query.parts().stream().mapToDouble(MixedQuery.Part::weight).sum();
        double least = query.minSharedWeight() * total - SLACK * total;
        RoaringBitmap candidates = candidates(query);
        int[] rows = candidates.toArray();
        int size = Math.min(query.k(), rows.length);
        List<NearestRows> found =
                crew.run((rows.length + BLOCK - 1) / BLOCK, () -> new NearestRows(size), (own, block) -> {
                    int to = Math.min(rows.length, (block + 1) * BLOCK);
                    for (int i = block * BLOCK; i < to; i++) {
                        compare(sides, rows[i], least, own);
                    }
                });
        NearestRows all = new NearestRows(size);
        found.forEach(all::offerAll);
        List<Neighbour> neighbours = new ArrayList<>();
        for (long key : all.sorted()) {
            neighbours.add(told(sides, key, total));
        }
        List<String> names = query.parts().stream()
                .map(part -> part.space().settings().name())
                .toList();
        return new MixedNeighbours(neighbours, names, rows.length);
    }

    private static RoaringBitmap candidates(MixedQuery query) {
        RoaringBitmap rows = new RoaringBitmap();
        query.parts().forEach(part -> rows.or(part.space().rows()));
        RoaringBitmap filter = query.filter();
        if (filter != null) {
            rows.and(filter);
        }
        return rows;
    }

    private static List<Side> sides(MixedQuery query) {
        List<Side> sides = new ArrayList<>();
        for (MixedQuery.Part part : query.parts()) {
            Target target = part.space().target(part.vector());
            if (target != null) {
                sides.add(new Side(part.space().settings(), target, part.weight()));
            }
        }
        return sides;
    }

    private static void compare(List<Side> sides, int row, double least, NearestRows nearest) {
        double weight = 0;
        double sum = 0;
        for (Side side : sides) {
            if (side.target.has(row)) {
                weight += side.weight;
                sum += side.weight * side.space.metric().shared(side.target.distance(row));
            }
        }
        if (weight > 0 && weight >= least) {
            nearest.offer((float) (sum / weight), row);
        }
    }

    private static Neighbour told(List<Side> sides, long key, double total) {
        int row = NearestRows.row(key);
        Map<String, Float> distances = new LinkedHashMap<>();
        double weight = 0;
        for (Side side : sides) {
            if (side.target.has(row)) {
                distances.put(side.space.name(), side.target.distance(row));
                weight += side.weight;
            }
        }
        return new Neighbour(row, NearestRows.distance(key), distances, weight / total);
    }

    /** The query's side of one space that has vectors. */
    private record Side(SpaceSettings space, Target target, double weight) {}
}
