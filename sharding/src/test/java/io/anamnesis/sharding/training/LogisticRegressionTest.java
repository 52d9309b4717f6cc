package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final List<String> THREE = List.of("a", "b", "c");

    @Test
    void two_classes_without_inputs_that_say_anything_have_their_frequencies() {
        // Given an input that is always 0
        LinearFit fit = new LogisticRegression(1, false)
                .fit(new double[][] {{0}, {0}, {0}, {0}}, new ClassLabels(new int[] {0, 0, 0, 1}, List.of("a", "b")));

        assertThat(fit.bias()[0] - fit.bias()[1]).isEqualTo(Math.log(3), within(1e-5));
        assertThat(fit.weights()[0][0]).isZero();
    }

    @Test
    void balanced_classes_count_alike() {
        LinearFit fit = new LogisticRegression(1, true)
                .fit(new double[][] {{0}, {0}, {0}, {0}}, new ClassLabels(new int[] {0, 0, 0, 1}, List.of("a", "b")));

        assertThat(fit.bias()[0] - fit.bias()[1]).isEqualTo(0, within(1e-5));
    }

    @Test
    void at_the_solution_the_penalty_holds_the_pull_of_the_rows() {
        // Given
        double[][] rows = random(60, 5, 3);
        ClassLabels labels = labels(60, 4);

        // When
        LinearFit fit = new LogisticRegression(2, false).fit(rows, labels);

        // Then penalty · W_kj = Σ ([y = k] − p_k) x_j, and the intercepts' pull is nothing
        for (int k = 0; k < 3; k++) {
            double bias = 0;
            for (int j = 0; j < 5; j++) {
                double pull = 0;
                for (int i = 0; i < rows.length; i++) {
                    pull += off(fit, rows[i], labels.at(i), k) * rows[i][j];
                }
                assertThat(2 * fit.weights()[k][j]).isEqualTo(pull, within(1e-5));
            }
            for (int i = 0; i < rows.length; i++) {
                bias += off(fit, rows[i], labels.at(i), k);
            }
            assertThat(bias).isEqualTo(0, within(1e-5));
        }
    }

    @Test
    void more_inputs_than_rows_give_what_the_long_way_gives() {
        // Given 20 rows of 50 inputs, and the same with each row three times at a third of the pull, which is not
        // shortened
        double[][] rows = random(20, 50, 5);
        ClassLabels labels = labels(20, 6);
        double[][] thrice = new double[60][];
        int[] classes = new int[60];
        for (int i = 0; i < 60; i++) {
            thrice[i] = rows[i % 20];
            classes[i] = labels.at(i % 20);
        }

        // When
        LinearFit wide = new LogisticRegression(4, false).fit(rows, labels);
        LinearFit tall = new LogisticRegression(12, false).fit(thrice, new ClassLabels(classes, THREE));

        // Then
        for (int k = 0; k < 3; k++) {
            assertThat(wide.weights()[k]).containsExactly(tall.weights()[k], within(1e-6));
        }
    }

    @Test
    void the_same_rows_give_the_same_bits() {
        LinearFit once = new LogisticRegression(1, false).fit(random(30, 40, 1), labels(30, 2));
        LinearFit again = new LogisticRegression(1, false).fit(random(30, 40, 1), labels(30, 2));

        assertThat(again.weights()).isDeepEqualTo(once.weights());
        assertThat(again.bias()).isEqualTo(once.bias());
    }

    @Test
    void without_a_penalty_it_is_refused() {
        assertThatThrownBy(() -> new LogisticRegression(0, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double off(LinearFit fit, double[] row, int truth, int k) {
        double[] exponents = new double[3];
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double score = fit.bias()[c];
            for (int j = 0; j < row.length; j++) {
                score += fit.weights()[c][j] * row[j];
            }
            exponents[c] = Math.exp(score);
            sum += exponents[c];
        }
        return (truth == k ? 1 : 0) - exponents[k] / sum;
    }

    private static double[][] random(int rows, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[rows][width];
        for (double[] row : values) {
            for (int j = 0; j < width; j++) {
                row[j] = random.nextDouble() * 2 - 1;
            }
        }
        return values;
    }

    private static ClassLabels labels(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new ClassLabels(random.ints(rows, 0, 3).toArray(), THREE);
    }
}
