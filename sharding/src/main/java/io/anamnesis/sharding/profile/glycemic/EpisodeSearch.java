package io.anamnesis.sharding.profile.glycemic;

import java.util.ArrayList;
import java.util.List;

/** Finds the episodes of one rule on a grid; an episode never spans a gap. */
final class EpisodeSearch {
    private final GlucoseGrid grid;
    private final EpisodeRule rule;
    private final int leastPoints;
    private final int endPoints;
    private final List<GlucoseGrid.Piece> found = new ArrayList<>();

    private EpisodeSearch(GlucoseGrid grid, EpisodeRule rule) {
        this.grid = grid;
        this.rule = rule;
        this.leastPoints = rule.leastPoints(grid.spacing());
        this.endPoints = rule.endPoints(grid.spacing());
    }

    /** In time order and apart from each other; O(points). */
    static List<GlucoseGrid.Piece> find(GlucoseGrid grid, List<GlucoseGrid.Piece> unbroken, EpisodeRule rule) {
        EpisodeSearch search = new EpisodeSearch(grid, rule);
        unbroken.forEach(search::searchPiece);
        return search.found;
    }

    /** Walks the stretches on one side of the limit. Too short a recovery stays part of the episode, also at its end. */
    private void searchPiece(GlucoseGrid.Piece piece) {
        int begun = -1;
        int from = piece.from();
        while (from < piece.to()) {
            boolean beyond = rule.isBeyond(grid.mgPerDl(from));
            int to = from + 1;
            while (to < piece.to() && rule.isBeyond(grid.mgPerDl(to)) == beyond) {
                to++;
            }
            if (beyond && begun < 0 && to - from >= leastPoints) {
                begun = from;
            } else if (!beyond && begun >= 0 && to - from >= endPoints) {
                found.add(new GlucoseGrid.Piece(begun, from));
                begun = -1;
            }
            from = to;
        }
        if (begun >= 0) {
            found.add(new GlucoseGrid.Piece(begun, piece.to()));
        }
    }

    /** Those episodes that hold none of the inner ones; both in time order, O(episodes). */
    static List<GlucoseGrid.Piece> without(List<GlucoseGrid.Piece> episodes, List<GlucoseGrid.Piece> inner) {
        List<GlucoseGrid.Piece> pure = new ArrayList<>();
        int next = 0;
        for (GlucoseGrid.Piece episode : episodes) {
            while (next < inner.size() && inner.get(next).to() <= episode.from()) {
                next++;
            }
            if (next == inner.size() || inner.get(next).from() >= episode.to()) {
                pure.add(episode);
            }
        }
        return pure;
    }
}
