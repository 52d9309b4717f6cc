package io.anamnesis.web.ingest.imaging.radiomics;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * First-order features, named as pyradiomics names them. Formulas: Image Biomarker Standardisation Initiative, reference manual
 * (arXiv:1612.07003), section 3.3 intensity-based statistics (code UHIW) and, for entropy and uniformity, section 3.4 intensity
 * histogram (code ZVCW). Where pyradiomics differs it is followed: kurtosis is not lowered by 3, and energy and root mean square
 * are of shifted intensities.
 */
final class FirstOrderFeatures {
    private FirstOrderFeatures() {}

    static Map<String, Double> of(Region region, RadiomicsSettings settings) {
        double[] sorted = region.intensities().clone();
        Arrays.sort(sorted);
        Map<String, Double> features = new TreeMap<>();
        order(sorted, features);
        moments(sorted, features);
        energy(sorted, settings.voxelArrayShift(), region.voxelVolumeMm3(), features);
        histogram(region.levelProbabilities(), features);
        return features;
    }

    /** IBSI: minimum 1GSF, maximum 84IY, range 2OJQ, median Y12H, percentiles QG58 and 8DWT, interquartile range SALO. */
    private static void order(double[] sorted, Map<String, Double> features) {
        double tenth = percentile(sorted, 10);
        double ninetieth = percentile(sorted, 90);
        features.put("Minimum", sorted[0]);
        features.put("Maximum", sorted[sorted.length - 1]);
        features.put("Range", sorted[sorted.length - 1] - sorted[0]);
        features.put("Median", percentile(sorted, 50));
        features.put("10Percentile", tenth);
        features.put("90Percentile", ninetieth);
        features.put("InterquartileRange", percentile(sorted, 75) - percentile(sorted, 25));
        double[] within = Arrays.stream(sorted)
                .filter(each -> each >= tenth && each <= ninetieth)
                .toArray();
        // IBSI 1128
        features.put("RobustMeanAbsoluteDeviation", meanAbsoluteDeviation(within, mean(within)));
    }

    /** IBSI: mean Q4LE, variance ECT3, skewness KE2A, kurtosis IPH6 before its 3 is taken off, mean absolute deviation 4FUA. */
    private static void moments(double[] values, Map<String, Double> features) {
        double mean = mean(values);
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double each : values) {
            double deviation = each - mean;
            second += deviation * deviation;
            third += deviation * deviation * deviation;
            fourth += deviation * deviation * deviation * deviation;
        }
        second /= values.length;
        third /= values.length;
        fourth /= values.length;
        features.put("Mean", mean);
        features.put("Variance", second);
        features.put("Skewness", second == 0 ? 0 : third / Math.pow(second, 1.5));
        features.put("Kurtosis", second == 0 ? 0 : fourth / (second * second));
        features.put("MeanAbsoluteDeviation", meanAbsoluteDeviation(values, mean));
    }

    /** IBSI: energy N8CA, root mean square 5ZWQ. */
    private static void energy(double[] values, double shift, double voxelVolumeMm3, Map<String, Double> features) {
        double energy = 0;
        for (double each : values) {
            energy += (each + shift) * (each + shift);
        }
        features.put("Energy", energy);
        features.put("TotalEnergy", energy * voxelVolumeMm3);
        features.put("RootMeanSquared", Math.sqrt(energy / values.length));
    }

    /** IBSI: discretised intensity entropy TLU2, uniformity BJ5W. */
    private static void histogram(double[] probabilities, Map<String, Double> features) {
        double uniformity = 0;
        for (double each : probabilities) {
            uniformity += each * each;
        }
        features.put("Entropy", Entropy.bits(probabilities));
        features.put("Uniformity", uniformity);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum / values.length;
    }

    private static double meanAbsoluteDeviation(double[] values, double mean) {
        double sum = 0;
        for (double each : values) {
            sum += Math.abs(each - mean);
        }
        return sum / values.length;
    }

    /** Between two neighbours in a straight line: type 7 of Hyndman and Fan, The American Statistician 50 (1996) 361. */
    private static double percentile(double[] sorted, double percent) {
        double rank = (sorted.length - 1) * percent / 100;
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }
}
