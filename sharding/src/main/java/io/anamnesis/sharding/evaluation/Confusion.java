package io.anamnesis.sharding.evaluation;

/**
 * How often each class was taken for each. A class that the truth lacks counts for nothing in what averages over classes.
 */
public final class Confusion {
    private final int[][] counts;
    private final int rows;

    private Confusion(int[][] counts, int rows) {
        this.counts = counts;
        this.rows = rows;
    }

    /**
     * Counts.
     *
     * @param truth class of each row, 0 to {@code classes} − 1
     * @param predicted as many
     * @throws IllegalArgumentException for no rows or different lengths
     */
    public static Confusion of(int[] truth, int[] predicted, int classes) {
        if (truth.length == 0 || truth.length != predicted.length) {
            throw new IllegalArgumentException("as many predictions as rows are needed and at least one, got "
                    + predicted.length + " for " + truth.length);
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new Confusion(counts, truth.length);
    }

    /** The most probable class of each row; of equals the first. */
    public static int[] mostProbable(double[][] probabilities) {
        int[] classes = new int[probabilities.length];
        for (int i = 0; i < classes.length; i++) {
            for (int k = 1; k < probabilities[i].length; k++) {
                if (probabilities[i][k] > probabilities[i][classes[i]]) {
                    classes[i] = k;
                }
            }
        }
        return classes;
    }

    /** Rows of the first class that were taken for the second. */
    public int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** Share of rows that were right, 0 to 1. */
    public double accuracy() {
        int right = 0;
        for (int k = 0; k < counts.length; k++) {
            right += counts[k][k];
        }
        return (double) right / rows;
    }

    /** Mean over the classes of the truth of the share that was missed, 0 to 1: one minus balanced accuracy. */
    public double balancedError() {
        double missed = 0;
        int classes = 0;
        for (int k = 0; k < counts.length; k++) {
            int support = support(k);
            if (support > 0) {
                missed += 1 - (double) counts[k][k] / support;
                classes++;
            }
        }
        return missed / classes;
    }

    /** Mean of F1 over the classes of the truth, 0 to 1. */
    public double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int k = 0; k < counts.length; k++) {
            if (support(k) > 0) {
                sum += f1(k);
                classes++;
            }
        }
        return sum / classes;
    }

    /** Mean of F1 weighted by how often each class is true, 0 to 1. */
    public double weightedF1() {
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += support(k) * f1(k);
        }
        return sum / rows;
    }

    /** 2·TP / (2·TP + FP + FN); 0 for a class that is neither true nor predicted. */
    private double f1(int k) {
        int total = support(k) + predictions(k);
        return total == 0 ? 0 : 2.0 * counts[k][k] / total;
    }

    private int support(int k) {
        int sum = 0;
        for (int count : counts[k]) {
            sum += count;
        }
        return sum;
    }

    private int predictions(int k) {
        int sum = 0;
        for (int[] row : counts) {
            sum += row[k];
        }
        return sum;
    }
}
