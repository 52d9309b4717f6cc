package io.anamnesis.web.ingest.imaging.radiomics;

/**
 * Maximal correlation coefficient (Haralick 1973, feature 14): the root of the second largest eigenvalue of
 * {@code Q(i,j) = Σk P(i,k) P(j,k) / (px(i) py(k))}.
 *
 * <p>P is symmetric, so that px is py and Q is similar to the square of {@code S = D^-1/2 P D^-1/2} with D the marginal
 * probabilities on a diagonal. S is symmetric: its eigenvalues come from Jacobi's rotations (G. H. Golub, C. F. Van Loan, Matrix
 * Computations, 4th edition, algorithm 8.5.2), and the root asked for is the second largest of their magnitudes.
 */
final class SecondEigenvalue {
    private static final int MAX_SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-26;

    private SecondEigenvalue() {}

    /** 1 where fewer than two levels occur, as in pyradiomics. */
    static double of(Cooccurrence matrix, double[] marginal) {
        int[] present = new int[marginal.length];
        int count = 0;
        for (int i = 0; i < marginal.length; i++) {
            if (marginal[i] > 0) {
                present[count] = i;
                count++;
            }
        }
        if (count < 2) {
            return 1;
        }
        double[][] scaled = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                scaled[i][j] = matrix.probability(present[i] + 1, present[j] + 1)
                        / Math.sqrt(marginal[present[i]] * marginal[present[j]]);
            }
        }
        diagonalise(scaled);
        double first = 0;
        double second = 0;
        for (int i = 0; i < count; i++) {
            double magnitude = Math.abs(scaled[i][i]);
            second = Math.max(second, Math.min(first, magnitude));
            first = Math.max(first, magnitude);
        }
        return second;
    }

    private static void diagonalise(double[][] a) {
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a) > NEGLIGIBLE; sweep++) {
            for (int p = 0; p < a.length - 1; p++) {
                for (int q = p + 1; q < a.length; q++) {
                    if (a[p][q] != 0) {
                        rotate(a, p, q);
                    }
                }
            }
        }
    }

    private static double offDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = i + 1; j < a.length; j++) {
                sum += a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    /** Turns the plane of p and q so that they no longer meet. */
    private static void rotate(double[][] a, int p, int q) {
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = tangent * cosine;
        for (int k = 0; k < a.length; k++) {
            double left = a[k][p];
            double right = a[k][q];
            a[k][p] = cosine * left - sine * right;
            a[k][q] = sine * left + cosine * right;
        }
        double[] upper = a[p];
        double[] lower = a[q];
        for (int k = 0; k < a.length; k++) {
            double left = upper[k];
            double right = lower[k];
            upper[k] = cosine * left - sine * right;
            lower[k] = sine * left + cosine * right;
        }
    }
}
