package io.anamnesis.sharding.profile.glycemic;

/**
 * Where glucose lies and how widely it spreads, over the readings themselves. NaN where there are too few of them.
 *
 * @param mean mg/dL
 * @param deviation standard deviation with n − 1, mg/dL; from two readings on
 * @param least mg/dL
 * @param firstQuartile mg/dL; quantiles are of Hyndman and Fan's definition 7
 * @param median mg/dL
 * @param thirdQuartile mg/dL
 * @param greatest mg/dL
 * @param medianAbsoluteDeviation 1.4826 times the median distance from the median, mg/dL
 * @param meanGreatDeviation the mean of those distances from the mean that exceed one standard deviation, mg/dL: the naive
 *     MAGE of older tools, NaN where none does
 */
public record GlucoseLevel(
        double mean,
        double deviation,
        double least,
        double firstQuartile,
        double median,
        double thirdQuartile,
        double greatest,
        double medianAbsoluteDeviation,
        double meanGreatDeviation) {

    static GlucoseLevel of(ReadingSums sums, SortedRuns sorted) {
        double median = sorted.quantile(0.5);
        boolean none = sums.count == 0;
        return new GlucoseLevel(
                sums.mean,
                sums.deviation(),
                none ? Double.NaN : sums.least,
                sorted.quantile(0.25),
                median,
                sorted.quantile(0.75),
                none ? Double.NaN : sums.greatest,
                1.4826 * sorted.medianDistanceFrom(median),
                sorted.meanDistanceBeyond(sums.mean, sums.deviation()));
    }

    /** mg/dL, 0 and up. */
    public double interquartileRange() {
        return thirdQuartile - firstQuartile;
    }

    /** From the least to the greatest reading, mg/dL. */
    public double range() {
        return greatest - least;
    }

    /** Coefficient of variation, percent. */
    public double variationPercent() {
        return 100 * deviation / mean;
    }

    /** Glucose management indicator, percent HbA1c (Bergenstal et al. 2018, Diabetes Care 41). */
    public double managementIndicatorPercent() {
        return 3.31 + 0.02392 * mean;
    }

    /** Estimated HbA1c, percent (Nathan et al. 2008, Diabetes Care 31, inverted). */
    public double estimatedA1cPercent() {
        return (46.7 + mean) / 28.7;
    }

    /** J-index (Wojcicki 1995, Horm Metab Res 27): 0.001·(mean + SD)². */
    public double jIndex() {
        double sum = mean + deviation;
        return 0.001 * sum * sum;
    }
}
