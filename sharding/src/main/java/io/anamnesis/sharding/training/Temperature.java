package io.anamnesis.sharding.training;

import java.util.Arrays;

/**
 * By what logits have to be divided for their probabilities to fit best (Guo et al. 2017, ICML, section 4.2). A penalty of one patient's size on
 * its logarithm keeps a few patients who are all told right from making the model sure of everything.
 */
final class Temperature {
    private static final double LEAST = 0.1;
    private static final double MOST = 10;
    private static final int STEPS = 100;

    private Temperature() {}

    /**
     * The temperature with the least log loss and penalty, from a tenth to ten; 1 where there is nobody.
     *
     * @param logits visit × class
     * @param rows whose they are
     */
    static double of(double[][] logits, int[] rows, ClassLabels labels) {
        if (rows.length == 0) {
            return 1;
        }
        double[] ones = new double[labels.names().size()];
        Arrays.fill(ones, 1);
        BatchLoss loss = new BatchLoss.CrossEntropy(labels, ones);
        double low = StrictMath.log(LEAST);
        double high = StrictMath.log(MOST);
        // thirds: what is beyond the worse of two points can't hold the least
        for (int step = 0; step < STEPS; step++) {
            double one = low + (high - low) / 3;
            double other = high - (high - low) / 3;
            if (value(logits, rows, loss, one) < value(logits, rows, loss, other)) {
                high = other;
            } else {
                low = one;
            }
        }
        return StrictMath.exp((low + high) / 2);
    }

    private static double value(double[][] logits, int[] rows, BatchLoss loss, double logTemperature) {
        double temperature = StrictMath.exp(logTemperature);
        double[][] scaled = new double[logits.length][];
        for (int v = 0; v < logits.length; v++) {
            scaled[v] =
                    Arrays.stream(logits[v]).map(logit -> logit / temperature).toArray();
        }
        double patients = Arrays.stream(rows).distinct().count();
        return loss.at(scaled, rows, new double[logits.length][logits[0].length])
                + logTemperature * logTemperature / (2 * patients);
    }
}
