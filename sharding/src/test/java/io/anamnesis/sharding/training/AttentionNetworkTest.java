package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionLayout;
import io.anamnesis.sharding.fusion.AttentionPass;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import io.anamnesis.sharding.fusion.Standardiser;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way there beside the model that serves, the way back beside differences. */
class AttentionNetworkTest {
    private static final List<Integer> WIDTHS = List.of(3, 2, 1);

    @ParameterizedTest
    @CsvSource({"1, 8, 2, 5, 1", "4, 6, 3, 7, 2", "7, 12, 2, 8, 1", "3, 4, 1, 3, 0"})
    void gradients_are_what_differences_say(int tokens, int width, int heads, int hidden, int layers) {
        // Given three patients of whom the second has half of the tokens
        AttentionLayout layout =
                new AttentionLayout(new AttentionWeights.Shape(width, heads, hidden, layers), WIDTHS, 3);
        double[] parameters = parameters(layout);
        List<List<AttentionNetwork.Token>> patients =
                List.of(patient(tokens, 1), patient((tokens + 1) / 2, 2), patient(tokens, 3));
        BatchLoss loss = BatchLoss.of(new ClassLabels(new int[] {2, 0, 2}, List.of("a", "b", "c")), true);

        // Then
        assertGradient(layout, parameters, patients, loss);
    }

    @Test
    void gradients_of_the_partial_likelihood_are_what_differences_say() {
        AttentionLayout layout = new AttentionLayout(new AttentionWeights.Shape(6, 2, 5, 1), WIDTHS, 1);
        List<List<AttentionNetwork.Token>> patients =
                IntStream.range(0, 6).mapToObj(i -> patient(1 + i % 3, i)).toList();
        // with ties of two events, of an event and a censoring, and one censored before all
        SurvivalLabels labels = new SurvivalLabels(
                new double[] {3, 5, 5, 3, 1, 8}, new boolean[] {true, true, true, false, false, true});

        assertGradient(layout, parameters(layout), patients, BatchLoss.of(labels, false));
    }

    private static void assertGradient(
            AttentionLayout layout, double[] parameters, List<List<AttentionNetwork.Token>> patients, BatchLoss loss) {
        AttentionNetwork network = new AttentionNetwork(layout, 8);
        double[][] slopes = new double[patients.size()][layout.outputs()];
        loss(network, parameters, patients, loss, slopes);
        double[] gradient = new double[layout.size()];
        for (int p = 0; p < patients.size(); p++) {
            network.forward(parameters, patients.get(p));
            network.backward(parameters, slopes[p], gradient);
        }
        double step = 1e-5;
        int moving = 0;
        for (int i = 0; i < parameters.length; i++) {
            double[] moved = parameters.clone();
            moved[i] = parameters[i] + step;
            double above = loss(network, moved, patients, loss, new double[patients.size()][layout.outputs()]);
            moved[i] = parameters[i] - step;
            double below = loss(network, moved, patients, loss, new double[patients.size()][layout.outputs()]);

            assertThat(gradient[i]).as("parameter %d", i).isEqualTo((above - below) / (2 * step), within(1e-7));
            moving += Math.abs(gradient[i]) > 1e-6 ? 1 : 0;
        }
        assertThat(moving).isGreaterThan(parameters.length / 4);
    }

    private static double loss(
            AttentionNetwork network,
            double[] parameters,
            List<List<AttentionNetwork.Token>> patients,
            BatchLoss loss,
            double[][] slopes) {
        double[][] scores = new double[patients.size()][];
        for (int p = 0; p < scores.length; p++) {
            scores[p] = network.forward(parameters, patients.get(p)).clone();
        }
        return loss.at(scores, IntStream.range(0, scores.length).toArray(), slopes);
    }

    @ParameterizedTest
    @CsvSource({"1, 64, 4, 128, 1", "8, 64, 4, 128, 1", "5, 24, 3, 40, 2", "3, 8, 1, 8, 0"})
    void it_gives_what_the_model_that_serves_gives(int tokens, int width, int heads, int hidden, int layers) {
        // Given
        AttentionWeights weights =
                AttentionWeights.random(new AttentionWeights.Shape(width, heads, hidden, layers), WIDTHS, 1, tokens);
        List<ModalityBlock> blocks = List.of(
                new ModalityBlock("a", List.of("a1", "a2", "a3")),
                new ModalityBlock("b", List.of("b1", "b2")),
                new ModalityBlock("c", List.of("c1")));
        AttentionFusion model = new AttentionFusion(
                new StandardisedBlocks(
                        blocks, WIDTHS.stream().map(Standardiser::none).toList()),
                weights,
                new float[1],
                Outcome.LOG_HAZARD,
                8);
        List<AttentionNetwork.Token> patient = patient(tokens, 9);

        // When
        float[] given = weights.parameters();
        double[] parameters = new double[given.length];
        for (int i = 0; i < given.length; i++) {
            parameters[i] = given[i];
        }
        double score = new AttentionNetwork(weights.layout(), 8).forward(parameters, patient)[0];

        // Then
        AttentionPass pass = model.newPass();
        pass.begin();
        for (int t = 0; t < tokens; t++) {
            float[] vector = new float[patient.get(t).values().length];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) patient.get(t).values()[i];
            }
            pass.add(patient.get(t).block(), vector, days(t));
        }
        pass.finish();
        assertThat(pass.score(0)).isEqualTo((float) score, within(1e-5f));
    }

    private static double[] parameters(AttentionLayout layout) {
        float[] drawn = AttentionWeights.random(layout.shape(), layout.inputs(), layout.outputs(), 4)
                .parameters();
        return IntStream.range(0, drawn.length).mapToDouble(i -> drawn[i]).toArray();
    }

    private static float days(int token) {
        return token % 3 == 2 ? Float.NaN : 10f * token;
    }

    private static List<AttentionNetwork.Token> patient(int tokens, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AttentionNetwork.Token> patient = new ArrayList<>();
        for (int t = 0; t < tokens; t++) {
            int block = t % WIDTHS.size();
            double[] values = new double[WIDTHS.get(block)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() * 2 - 1);
            }
            patient.add(AttentionNetwork.Token.of(block, values, days(t)));
        }
        return patient;
    }
}
