package io.anamnesis.web.ingest.imaging.radiomics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Features of grey-level co-occurrence, named as pyradiomics names them: each is computed for every direction, and the mean is
 * given (IBSI code BTW3, 3D: ITBB). Formulas: IBSI reference manual (arXiv:1612.07003), section 3.6; where it names Haralick
 * 1973, that paper. In the information measures all entropies are in bits, as in pyradiomics.
 */
final class CooccurrenceFeatures {
    private final Cooccurrence matrix;
    private final int levels;
    private final double[] marginal;
    private final double[] sums;
    private final double[] differences;
    private final Map<String, Double> features = new TreeMap<>();

    private CooccurrenceFeatures(Cooccurrence matrix) {
        this.matrix = matrix;
        this.levels = matrix.levels();
        this.marginal = matrix.marginal();
        this.sums = new double[2 * levels + 1];
        this.differences = new double[levels];
        for (int i = 1; i <= levels; i++) {
            for (int j = 1; j <= levels; j++) {
                sums[i + j] += matrix.probability(i, j);
                differences[Math.abs(i - j)] += matrix.probability(i, j);
            }
        }
    }

    /** Empty where no two voxels of the region are neighbours. */
    static Map<String, Double> of(Region region, RadiomicsSettings settings) {
        List<Cooccurrence> directions = Cooccurrence.of(region, settings.flat());
        Map<String, Double> means = new TreeMap<>();
        for (Cooccurrence direction : directions) {
            new CooccurrenceFeatures(direction).all().forEach((name, value) -> means.merge(name, value, Double::sum));
        }
        means.replaceAll((name, sum) -> sum / directions.size());
        return means;
    }

    private Map<String, Double> all() {
        double mean = 0;
        for (int i = 1; i <= levels; i++) {
            mean += i * marginal[i - 1];
        }
        joint(mean);
        ofSums();
        ofDifferences();
        information();
        features.put("MCC", SecondEigenvalue.of(matrix, marginal));
        return features;
    }

    /**
     * IBSI: joint average 60VM, joint variance UR99 (sum of squares), joint maximum GYBY, angular second moment 8ZQL, contrast
     * ACUI, autocorrelation QWB0, correlation NI2N, cluster tendency DG8W, shade 7NFM, prominence AE86.
     */
    private void joint(double mean) {
        double maximum = 0;
        double energy = 0;
        double autocorrelation = 0;
        double variance = 0;
        double[] cluster = new double[5];
        for (int i = 1; i <= levels; i++) {
            for (int j = 1; j <= levels; j++) {
                double p = matrix.probability(i, j);
                maximum = Math.max(maximum, p);
                energy += p * p;
                autocorrelation += p * i * j;
                variance += p * (i - mean) * (i - mean);
                double both = i + j - 2 * mean;
                cluster[2] += p * both * both;
                cluster[3] += p * both * both * both;
                cluster[4] += p * both * both * both * both;
            }
        }
        features.put("JointAverage", mean);
        features.put("SumSquares", variance);
        features.put("MaximumProbability", maximum);
        features.put("JointEnergy", energy);
        features.put("Autocorrelation", autocorrelation);
        // one level only: pyradiomics calls it perfectly correlated
        features.put("Correlation", variance == 0 ? 1 : (autocorrelation - mean * mean) / variance);
        features.put("ClusterTendency", cluster[2]);
        features.put("ClusterShade", cluster[3]);
        features.put("ClusterProminence", cluster[4]);
    }

    /** IBSI: sum average ZGXS, sum entropy P6QZ. */
    private void ofSums() {
        double average = 0;
        for (int k = 2; k < sums.length; k++) {
            average += k * sums[k];
        }
        features.put("SumAverage", average);
        features.put("SumEntropy", Entropy.bits(sums));
    }

    /**
     * IBSI: difference average TF7R, variance D3YU, entropy NTRS, inverse difference IB1Z, normalised NDRX, inverse difference
     * moment WF0Z, normalised 1QCO, inverse variance E8JP.
     */
    private void ofDifferences() {
        double average = 0;
        double contrast = 0;
        double id = 0;
        double idn = 0;
        double idm = 0;
        double idmn = 0;
        double inverseVariance = 0;
        for (int k = 0; k < levels; k++) {
            double p = differences[k];
            average += k * p;
            contrast += (double) k * k * p;
            id += p / (1 + k);
            idn += p / (1 + (double) k / levels);
            idm += p / (1 + (double) k * k);
            idmn += p / (1 + (double) k * k / ((double) levels * levels));
            inverseVariance += k == 0 ? 0 : p / ((double) k * k);
        }
        double variance = 0;
        for (int k = 0; k < levels; k++) {
            variance += differences[k] * (k - average) * (k - average);
        }
        features.put("DifferenceAverage", average);
        features.put("DifferenceVariance", variance);
        features.put("DifferenceEntropy", Entropy.bits(differences));
        features.put("Contrast", contrast);
        features.put("Id", id);
        features.put("Idn", idn);
        features.put("Idm", idm);
        features.put("Idmn", idmn);
        features.put("InverseVariance", inverseVariance);
    }

    /** IBSI: joint entropy TU9B, information correlation 1 R8DG and 2 JN9H. */
    private void information() {
        double joint = 0;
        double first = 0;
        double second = 0;
        for (int i = 1; i <= levels; i++) {
            for (int j = 1; j <= levels; j++) {
                double p = matrix.probability(i, j);
                double independent = marginal[i - 1] * marginal[j - 1];
                joint += Entropy.term(p, p);
                first += Entropy.term(p, independent);
                second += Entropy.term(independent, independent);
            }
        }
        double one = Entropy.bits(marginal);
        features.put("JointEntropy", joint);
        features.put("Imc1", one == 0 ? 0 : (joint - first) / one);
        // rounding may put the joint entropy a hair above
        features.put("Imc2", second <= joint ? 0 : Math.sqrt(1 - Math.exp(-2 * (second - joint))));
    }
}
