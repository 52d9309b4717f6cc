package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {

    /** Rows true Basal, Her2, LumA of the reference's test with centroids and with Mahalanobis distance. */
    private static final int[][] CENTROIDS = {{20, 1, 0}, {0, 13, 1}, {0, 3, 32}};

    private static final int[][] MAHALANOBIS = {{20, 1, 0}, {0, 14, 0}, {0, 1, 34}};

    @Test
    void accuracy_and_balanced_error_are_those_that_mixomics_prints_for_its_confusion() {
        assertThat(of(CENTROIDS).accuracy()).isEqualTo(0.9285714286, within(1e-10));
        assertThat(of(CENTROIDS).balancedError()).isEqualTo(0.06825396825, within(1e-11));
        assertThat(of(MAHALANOBIS).accuracy()).isEqualTo(0.9714285714, within(1e-10));
        assertThat(of(MAHALANOBIS).balancedError()).isEqualTo(0.02539682540, within(1e-11));
    }

    @Test
    void f1_is_what_one_works_out_by_hand() {
        // Given truth 0 0 0 1 1 2: class 0 has TP 2, FP 1, FN 1; class 1 TP 1, FP 1, FN 1; class 2 TP 1, FP 0, FN 0
        Confusion confusion = Confusion.of(new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 0, 1, 2}, 3);

        // Then F1 is 2/3, 1/2 and 1
        assertThat(confusion.macroF1()).isEqualTo((2 / 3.0 + 0.5 + 1) / 3, within(1e-15));
        assertThat(confusion.weightedF1()).isEqualTo((3 * 2 / 3.0 + 2 * 0.5 + 1) / 6, within(1e-15));
    }

    @Test
    void a_class_that_the_truth_lacks_changes_no_average_over_classes() {
        Confusion two = Confusion.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}, 2);
        Confusion three = Confusion.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}, 3);

        assertThat(three.balancedError()).isEqualTo(two.balancedError()).isEqualTo(0.25);
        assertThat(three.macroF1()).isEqualTo(two.macroF1());
    }

    @Test
    void of_equal_probabilities_the_first_class_is_taken() {
        assertThat(Confusion.mostProbable(new double[][] {{0.4, 0.4, 0.2}, {0.1, 0.3, 0.6}}))
                .containsExactly(0, 2);
    }

    @Test
    void no_rows_are_refused() {
        assertThatThrownBy(() -> Confusion.of(new int[0], new int[0], 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Confusion of(int[][] counts) {
        int[] truth = new int[70];
        int[] predicted = new int[70];
        int row = 0;
        for (int t = 0; t < 3; t++) {
            for (int p = 0; p < 3; p++) {
                for (int n = 0; n < counts[t][p]; n++, row++) {
                    truth[row] = t;
                    predicted[row] = p;
                }
            }
        }
        assertThat(row).isEqualTo(70);
        return Confusion.of(truth, predicted, 3);
    }
}
