package io.anamnesis.sharding.evaluation;

/** Whether probabilities mean what they say. */
public final class Calibration {
    /** Usual for a few hundred to a few thousand rows. */
    public static final int BINS = 15;

    private static final double LEAST = 1e-15;

    private Calibration() {}

    /**
     * Mean over rows of Σₖ (pₖ − [k is true])², 0 to 2 (Brier 1950, Mon Weather Rev 78). For two classes it is twice the form
     * that looks at one of them.
     *
     * @param probabilities row × class, each row adding up to 1
     */
    public static double brier(double[][] probabilities, int[] truth) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            for (int k = 0; k < probabilities[i].length; k++) {
                double off = probabilities[i][k] - (truth[i] == k ? 1 : 0);
                sum += off * off;
            }
        }
        return sum / truth.length;
    }

    /** Mean of −ln of the probability of what was true; probabilities below 1e-15 count as that. */
    public static double logLoss(double[][] probabilities, int[] truth) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum -= Math.log(Math.max(LEAST, probabilities[i][truth[i]]));
        }
        return sum / truth.length;
    }

    /**
     * Expected calibration error of the most probable class, 0 to 1: in bins of equal width of its probability, (l, u], the
     * mean of |accuracy − mean probability| weighted by rows (Guo et al. 2017, ICML, equation 3).
     */
    public static double expectedError(double[][] probabilities, int[] truth, int bins) {
        int[] predicted = Confusion.mostProbable(probabilities);
        double[] off = new double[bins];
        for (int i = 0; i < truth.length; i++) {
            double confidence = probabilities[i][predicted[i]];
            int bin = Math.min(bins - 1, Math.max(0, (int) Math.ceil(confidence * bins) - 1));
            off[bin] += (predicted[i] == truth[i] ? 1 : 0) - confidence;
        }
        double sum = 0;
        for (double value : off) {
            sum += Math.abs(value);
        }
        return sum / truth.length;
    }
}
