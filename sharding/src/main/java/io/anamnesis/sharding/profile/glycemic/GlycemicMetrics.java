package io.anamnesis.sharding.profile.glycemic;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metrics of a trace, or of a stretch of it. A value that can't be computed is NaN here and absent from
 * {@link #asFeatures}.
 *
 * @param coverage how much was recorded
 * @param level where glucose lies
 * @param percentIn share of readings in each band, 0 to 100, NaN where there is none; unmodifiable
 * @param risk scores that are means over readings
 * @param variability how glucose moves
 * @param mage mean amplitude of excursions
 * @param episodes of hypoglycaemia and hyperglycaemia
 * @param scores made of the others
 */
public record GlycemicMetrics(
        GlucoseCoverage coverage,
        GlucoseLevel level,
        Map<GlucoseBand, Double> percentIn,
        GlycemicRisk risk,
        GlucoseVariability variability,
        Mage mage,
        GlycemicEpisodes episodes,
        CompositeScores scores) {

    public GlycemicMetrics {
        percentIn = Collections.unmodifiableMap(new EnumMap<>(percentIn));
    }

    /** Names in kebab case, the unit or "percent" in the name where it isn't mg/dL or a bare score; always in this order. */
    public Map<String, Double> asFeatures() {
        Map<String, Double> features = new LinkedHashMap<>();
        put(features, "readings", coverage.readings());
        put(features, "days", coverage.days());
        put(features, "active-percent", coverage.activePercent());
        putLevel(features);
        percentIn.forEach((band, percent) -> put(features, band.featureName(), percent));
        putRisk(features);
        putVariability(features);
        putEpisodes(features, "hypo-level-1", episodes.hypoLevel1());
        putEpisodes(features, "hypo-level-2", episodes.hypoLevel2());
        putEpisodes(features, "hypo-extended", episodes.hypoExtended());
        putEpisodes(features, "hypo-level-1-only", episodes.hypoLevel1Only());
        putEpisodes(features, "hyper-level-1", episodes.hyperLevel1());
        putEpisodes(features, "hyper-level-2", episodes.hyperLevel2());
        putEpisodes(features, "hyper-level-1-only", episodes.hyperLevel1Only());
        return Collections.unmodifiableMap(features);
    }

    private void putLevel(Map<String, Double> features) {
        put(features, "mean", level.mean());
        put(features, "median", level.median());
        put(features, "sd", level.deviation());
        put(features, "cv-percent", level.variationPercent());
        put(features, "gmi-percent", level.managementIndicatorPercent());
        put(features, "ea1c-percent", level.estimatedA1cPercent());
        put(features, "least", level.least());
        put(features, "first-quartile", level.firstQuartile());
        put(features, "third-quartile", level.thirdQuartile());
        put(features, "greatest", level.greatest());
        put(features, "iqr", level.interquartileRange());
        put(features, "range", level.range());
        put(features, "mad", level.medianAbsoluteDeviation());
        put(features, "j-index", level.jIndex());
    }

    private void putRisk(Map<String, Double> features) {
        put(features, "lbgi", risk.low());
        put(features, "hbgi", risk.high());
        put(features, "adrr", risk.averageDailyRange());
        put(features, "gri", scores.riskIndex());
        put(features, "cogi", scores.monitoringIndex());
        put(features, "pgs", scores.personalState());
        put(features, "grade", risk.grade());
        put(features, "grade-in-target-percent", risk.gradeInTargetPercent());
        put(features, "grade-hyper-percent", risk.gradeHyperPercent());
        put(features, "grade-hypo-percent", risk.gradeHypoPercent());
        put(features, "m-value", risk.mValue());
        put(features, "hyper-index", risk.hyperIndex());
        put(features, "hypo-index", risk.hypoIndex());
        put(features, "igc", risk.controlIndex());
    }

    private void putVariability(Map<String, Double> features) {
        put(features, "modd", variability.modd());
        put(features, "conga-24", variability.conga24());
        put(features, "roc-sd-per-minute", variability.rateDeviation());
        put(features, "gvp-percent", variability.variabilityPercent());
        put(features, "mag-per-hour", variability.meanAbsolute());
        put(features, "mag-hourly-per-hour", variability.meanAbsoluteHourly());
        DeviationComponents components = variability.components();
        put(features, "sd-within-days", components.withinDays());
        put(features, "sd-between-times", components.betweenTimes());
        put(features, "sd-between-days", components.betweenDays());
        put(features, "sd-between-days-at-time", components.betweenDaysAtTime());
        put(features, "sd-between-days-at-time-centred", components.betweenDaysAtTimeCentred());
        put(features, "daily-cv-percent", components.dailyVariationPercent());
        put(features, "daily-cv-sd-percent", components.dailyVariationDeviationPercent());
        put(features, "mage", mage.average());
        put(features, "mage-service", mage.service());
        put(features, "mage-greatest", mage.greatest());
        put(features, "mage-rises", mage.rises());
        put(features, "mage-falls", mage.falls());
        put(features, "mage-naive", level.meanGreatDeviation());
    }

    private static void putEpisodes(Map<String, Double> features, String kind, EpisodeSummary episodes) {
        // without a grid nothing was looked for: "none" would be a finding
        if (!Double.isNaN(episodes.perDay())) {
            put(features, "episodes-" + kind, episodes.count());
            put(features, "episodes-" + kind + "-per-day", episodes.perDay());
            put(features, "episodes-" + kind + "-mean-minutes", episodes.meanMinutes());
            put(features, "episodes-" + kind + "-mean", episodes.meanMgPerDl());
        }
    }

    private static void put(Map<String, Double> features, String name, double value) {
        if (Double.isFinite(value)) {
            features.put(name, value);
        }
    }
}
