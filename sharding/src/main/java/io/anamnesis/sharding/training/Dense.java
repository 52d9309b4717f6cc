package io.anamnesis.sharding.training;

/** Sums over dense rows, always in the same order. */
final class Dense {
    private Dense() {}

    /** Four sums, so that additions needn't wait for each other. */
    static double dot(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int length = Math.min(a.length, b.length);
        int i = 0;
        for (; i + 3 < length; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** Adds factor · values. */
    static void add(double[] to, double factor, double[] values) {
        for (int i = 0; i < values.length; i++) {
            to[i] += factor * values[i];
        }
    }
}
