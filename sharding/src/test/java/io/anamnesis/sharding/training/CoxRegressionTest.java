package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.testing.SharedTable;
import io.anamnesis.sharding.evaluation.Concordance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against R's survival 3.5-3 on four public sets with fixed splits, and against what can be worked out by hand. */
class CoxRegressionTest {
    private static final String FOLDER = "survival/deepsurv/";

    @ParameterizedTest
    @ValueSource(strings = {"metabric", "gbsg", "support", "whas"})
    void coefficients_likelihood_and_concordance_are_those_of_r(String name) {
        // Given
        List<Map<String, String>> train = SharedTable.rows(FOLDER + name + "_train.csv.gz");
        List<Map<String, String>> test = SharedTable.rows(FOLDER + name + "_test.csv.gz");
        Map<String, String> golden = row("golden_coxph_summary.csv", name);

        // When
        CoxRegression.Fit fit = new CoxRegression(0).fit(inputs(train), labels(train));

        // Then
        double[] coefficients = SharedTable.rows(FOLDER + "golden_coxph_coef.csv").stream()
                .filter(row -> SharedTable.cell(row, "dataset").equals(name))
                .mapToDouble(row -> number(row, "coef_efron"))
                .toArray();
        assertThat(fit.coefficients()).containsExactly(coefficients, within(1e-8));
        assertThat(fit.logLikelihood()).isEqualTo(number(golden, "loglik_efron"), within(1e-7));
        assertThat(c(fit, train)).isEqualTo(number(golden, "c_train"), within(1e-9));
        assertThat(c(fit, test)).isEqualTo(number(golden, "c_test"), within(1e-9));
    }

    @Test
    void two_patients_and_one_input_have_the_estimate_that_one_works_out_by_hand() {
        // Given events of x = 1 at time 1 and x = 0 at times 2, and a third x = 1 that lives on: the likelihood is
        // e^b/(2e^b + 1) · 1/(1 + e^b), which is greatest where e^b = √½
        CoxRegression.Fit fit = new CoxRegression(0)
                .fit(
                        new double[][] {{1}, {0}, {1}},
                        new SurvivalLabels(new double[] {1, 2, 3}, new boolean[] {true, true, false}));

        assertThat(Math.exp(fit.coefficients()[0])).isEqualTo(Math.sqrt(0.5), within(1e-9));
    }

    @Test
    void a_ridge_pulls_towards_nothing_and_a_constant_input_says_nothing() {
        double[][] rows = {{1, 5}, {0, 5}, {1, 5}, {0.5, 5}};
        SurvivalLabels labels = new SurvivalLabels(new double[] {1, 2, 2, 4}, new boolean[] {true, true, true, true});

        double plain = new CoxRegression(0).fit(rows, labels).coefficients()[0];
        CoxRegression.Fit ridge = new CoxRegression(10).fit(rows, labels);

        assertThat(Math.abs(ridge.coefficients()[0])).isLessThan(Math.abs(plain) / 2);
        assertThat(ridge.coefficients()[1]).isZero();
        assertThat(new CoxRegression(0).fit(rows, labels).coefficients()[1]).isZero();
    }

    private static double c(CoxRegression.Fit fit, List<Map<String, String>> table) {
        SurvivalLabels labels = labels(table);
        double[] risks =
                Arrays.stream(inputs(table)).mapToDouble(fit::logHazard).toArray();
        return Concordance.of(risks, labels.times(), labels.events()).c();
    }

    private static double[][] inputs(List<Map<String, String>> table) {
        return table.stream()
                .map(row -> row.keySet().stream()
                        .filter(column -> column.startsWith("x"))
                        .mapToDouble(column -> number(row, column))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static SurvivalLabels labels(List<Map<String, String>> table) {
        double[] times = table.stream().mapToDouble(row -> number(row, "time")).toArray();
        boolean[] events = new boolean[times.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = SharedTable.cell(table.get(i), "event").equals("1");
        }
        return new SurvivalLabels(times, events);
    }

    private static Map<String, String> row(String file, String name) {
        return SharedTable.rows(FOLDER + file).stream()
                .filter(row -> SharedTable.cell(row, "dataset").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(SharedTable.cell(row, column));
    }
}
