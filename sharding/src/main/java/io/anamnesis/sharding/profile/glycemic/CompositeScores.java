package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/**
 * Scores made of other metrics. NaN where one of these is missing.
 *
 * @param riskIndex GRI, 0 to 100 (Klonoff et al. 2022, J Diabetes Sci Technol, equation 2)
 * @param monitoringIndex COGI, 0 to 100 (Leelarathna et al. 2020, J Diabetes Sci Technol 14)
 * @param personalState PGS, 4.1 to 40 or so (Hirsch et al. 2017, Diabetes Technol Ther 19)
 */
public record CompositeScores(double riskIndex, double monitoringIndex, double personalState) {
    private static final int PERSONAL_MINUTES = 20;
    private static final int PERSONAL_END_MINUTES = 30;

    static CompositeScores of(ReadingSums sums, GlucoseGrid grid, double variabilityPercent) {
        return new CompositeScores(
                riskIndex(sums), monitoringIndex(sums), personalState(sums, grid, variabilityPercent));
    }

    private static double riskIndex(ReadingSums sums) {
        double veryLow = sums.percentIn(GlucoseBand.BELOW_54);
        double low = sums.percentIn(GlucoseBand.BELOW_70) - veryLow;
        double veryHigh = sums.percentIn(GlucoseBand.ABOVE_250);
        double high = sums.percentIn(GlucoseBand.ABOVE_180) - veryHigh;
        return Math.min(100, 3 * veryLow + 2.4 * low + 1.6 * veryHigh + 0.8 * high);
    }

    private static double monitoringIndex(ReadingSums sums) {
        double inRange = sums.percentIn(GlucoseBand.IN_RANGE_70_180) / 100;
        double notBelow = clamped((15 - sums.percentIn(GlucoseBand.BELOW_70)) / 15);
        double steady = clamped((108 - sums.deviation()) / (108 - 18));
        return 100 * (0.5 * inRange + 0.35 * notBelow + 0.15 * steady);
    }

    private static double clamped(double share) {
        return Math.max(0, Math.min(1, share));
    }

    private static double personalState(ReadingSums sums, GlucoseGrid grid, double variabilityPercent) {
        List<GlucoseGrid.Piece> unbroken = grid.pieces(0);
        EpisodeRule below54 = EpisodeRule.below(54, PERSONAL_MINUTES, PERSONAL_END_MINUTES);
        EpisodeRule below70 = EpisodeRule.below(70, PERSONAL_MINUTES, PERSONAL_END_MINUTES);
        List<GlucoseGrid.Piece> deep = EpisodeSearch.find(grid, unbroken, below54);
        List<GlucoseGrid.Piece> shallow = EpisodeSearch.without(EpisodeSearch.find(grid, unbroken, below70), deep);
        double weeks = grid.size() * (grid.stepMinutes() / (7 * 1440.0));
        double ofVariability = 1 + 9 * logistic(0.049 * (variabilityPercent - 65.47));
        double ofRange = 1 + 9 * logistic(-0.0833 * (sums.percentIn(GlucoseBand.IN_RANGE_70_180) - 55.04));
        double ofMean = 1 + 9 * (logistic(-0.1139 * (sums.mean - 72.08)) + logistic(0.09195 * (sums.mean - 157.57)));
        double ofDeep = 0.5 + 4.5 * (1 - StrictMath.exp(-0.81093 * (deep.size() / weeks)));
        double shallowPerWeek = shallow.size() / weeks;
        double ofShallow = shallowPerWeek > 7.65 ? 5 : 0.5714 * shallowPerWeek + 0.625;
        return ofVariability + ofRange + ofMean + ofDeep + ofShallow;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
