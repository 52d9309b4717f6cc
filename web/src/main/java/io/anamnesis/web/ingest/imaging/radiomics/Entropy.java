package io.anamnesis.web.ingest.imaging.radiomics;

/** Shannon, Bell System Technical Journal 27 (1948) 379, in bits. */
final class Entropy {
    private static final double LN_2 = Math.log(2);

    private Entropy() {}

    static double bits(double[] probabilities) {
        double sum = 0;
        for (double each : probabilities) {
            sum += term(each, each);
        }
        return sum;
    }

    /** One term of a cross entropy; what never occurs adds nothing. */
    static double term(double weight, double probability) {
        return weight == 0 ? 0 : -weight * Math.log(probability) / LN_2;
    }
}
