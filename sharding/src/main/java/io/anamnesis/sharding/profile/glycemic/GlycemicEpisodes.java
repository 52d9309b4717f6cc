package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/**
 * Episodes of hypoglycaemia and hyperglycaemia as the international consensus defines them (Battelino et al. 2023, Lancet
 * Diabetes Endocrinol 11): at least 15 minutes beyond the limit, over after at least 15 minutes back.
 *
 * @param hypoLevel1 below 70 mg/dL, level 2 included
 * @param hypoLevel2 below 54 mg/dL
 * @param hypoExtended below 70 mg/dL for more than 120 minutes without a break
 * @param hyperLevel1 above 180 mg/dL, level 2 included
 * @param hyperLevel2 above 250 mg/dL
 * @param hypoLevel1Only level 1 that holds no episode of level 2
 * @param hyperLevel1Only level 1 that holds no episode of level 2
 */
public record GlycemicEpisodes(
        EpisodeSummary hypoLevel1,
        EpisodeSummary hypoLevel2,
        EpisodeSummary hypoExtended,
        EpisodeSummary hyperLevel1,
        EpisodeSummary hyperLevel2,
        EpisodeSummary hypoLevel1Only,
        EpisodeSummary hyperLevel1Only) {
    private static final int CONSENSUS_MINUTES = 15;
    private static final EpisodeRule HYPO_1 = EpisodeRule.below(70, CONSENSUS_MINUTES, CONSENSUS_MINUTES);
    private static final EpisodeRule HYPO_2 = EpisodeRule.below(54, CONSENSUS_MINUTES, CONSENSUS_MINUTES);
    private static final EpisodeRule HYPO_EXTENDED = new EpisodeRule(70, true, 120, true, CONSENSUS_MINUTES);
    private static final EpisodeRule HYPER_1 = EpisodeRule.above(180, CONSENSUS_MINUTES, CONSENSUS_MINUTES);
    private static final EpisodeRule HYPER_2 = EpisodeRule.above(250, CONSENSUS_MINUTES, CONSENSUS_MINUTES);

    /** O(points). */
    static GlycemicEpisodes of(GlucoseGrid grid) {
        List<GlucoseGrid.Piece> unbroken = grid.pieces(0);
        List<GlucoseGrid.Piece> hypo1 = EpisodeSearch.find(grid, unbroken, HYPO_1);
        List<GlucoseGrid.Piece> hypo2 = EpisodeSearch.find(grid, unbroken, HYPO_2);
        List<GlucoseGrid.Piece> hyper1 = EpisodeSearch.find(grid, unbroken, HYPER_1);
        List<GlucoseGrid.Piece> hyper2 = EpisodeSearch.find(grid, unbroken, HYPER_2);
        return new GlycemicEpisodes(
                EpisodeSummary.of(grid, hypo1),
                EpisodeSummary.of(grid, hypo2),
                EpisodeSummary.of(grid, EpisodeSearch.find(grid, unbroken, HYPO_EXTENDED)),
                EpisodeSummary.of(grid, hyper1),
                EpisodeSummary.of(grid, hyper2),
                EpisodeSummary.of(grid, EpisodeSearch.without(hypo1, hypo2)),
                EpisodeSummary.of(grid, EpisodeSearch.without(hyper1, hyper2)));
    }
}
