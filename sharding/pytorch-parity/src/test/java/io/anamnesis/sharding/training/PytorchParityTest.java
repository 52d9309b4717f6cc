package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.anamnesis.sharding.fusion.AgeFeatures;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionPass;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.fusion.ModalityBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trained weights: what serves, and what training goes by, beside PyTorch. */
class PytorchParityTest {
    private static final List<ModalityBlock> BLOCKS = List.of(
            new ModalityBlock("imaging", List.of("a", "b", "c")),
            new ModalityBlock("notes", List.of("d", "e")),
            new ModalityBlock("wearables", List.of("f")));

    private static TokenSet patients(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<TokenSet.Token>> patients = new ArrayList<>();
        int[] classes = new int[count];
        for (int p = 0; p < count; p++) {
            classes[p] = p % 3;
            List<TokenSet.Token> tokens = new ArrayList<>();
            for (int t = 0; t < 1 + random.nextInt(6); t++) {
                int block = random.nextInt(3);
                float[] vector = new float[BLOCKS.get(block).width()];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (float) (10 + 4 * random.nextDouble() + (i == 0 ? classes[p] : 0));
                }
                float days = random.nextInt(4) == 0 ? Float.NaN : random.nextInt(900);
                tokens.add(new TokenSet.Token(block, vector, days));
            }
            patients.add(tokens);
        }
        return new TokenSet(BLOCKS, patients, new ClassLabels(classes, List.of("x", "y", "z")));
    }

    private static AttentionFusion trained() {
        AttentionPlan plan = new AttentionPlan(
                new AttentionWeights.Shape(32, 4, 48, 2), 8, List.of(3.0), 3, 0.3, 4, 0.01, 0.1, 16, 30, 30, false, 3);
        return new AttentionTrainer(plan).train(patients(120, 1), AttentionCourse.UNWATCHED);
    }

    private static NDArray row(NDManager manager, double[] values, DataType type) {
        return manager.create(values).toType(type, false).reshape(1, values.length);
    }

    private static double[] standardised(AttentionFusion model, TokenSet.Token token) {
        float[] vector = new float[token.vector().length];
        model.standardised().standardiser(token.block()).apply(token.vector(), vector, 0);
        return doubles(vector);
    }

    private static double[] age(TokenSet.Token token) {
        float[] features = new float[AttentionWeights.TIME_FEATURES];
        AgeFeatures.write(token.days(), features);
        return doubles(features);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static TorchAttention.Result run(
            TorchAttention torch,
            NDManager manager,
            AttentionFusion model,
            List<TokenSet.Token> tokens,
            DataType type) {
        return torch.run(
                tokens.stream().mapToInt(TokenSet.Token::block).toArray(),
                tokens.stream()
                        .map(token -> row(manager, standardised(model, token), type))
                        .toList(),
                tokens.stream().map(token -> row(manager, age(token), type)).toList());
    }

    private static double farthest(float[] theirs, IntToDoubleFunction ours) {
        double farthest = 0;
        for (int i = 0; i < theirs.length; i++) {
            double difference = Math.abs(theirs[i] - ours.applyAsDouble(i));
            // no number is as far off as can be
            farthest = difference <= farthest ? farthest : Double.isNaN(difference) ? Double.MAX_VALUE : difference;
        }
        return farthest;
    }

    @Test
    void what_serves_is_what_pytorch_computes_within_1e_5() {
        AttentionFusion model = trained();
        TokenSet unseen = patients(60, 2);
        AttentionPass pass = model.newPass();
        double greatest = 0;
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(Engine.getInstance().getEngineName()).isEqualTo("PyTorch");
            TorchAttention torch = new TorchAttention(
                    model.weights().layout(), manager.create(model.weights().parameters()));
            for (int p = 0; p < unseen.size(); p++) {
                List<TokenSet.Token> tokens = unseen.patient(p);
                pass.begin();
                tokens.forEach(token -> pass.add(token.block(), token.vector(), token.days()));
                pass.finish();

                TorchAttention.Result result = run(torch, manager, model, tokens, DataType.FLOAT32);

                float[] fused = result.fused().toFloatArray();
                float[] probabilities = result.scores().softmax(-1).toFloatArray();
                float[] attention = result.attention().toFloatArray();
                greatest = Math.max(greatest, farthest(fused, pass::fused));
                greatest = Math.max(greatest, farthest(probabilities, pass::score));
                greatest = Math.max(greatest, farthest(Arrays.copyOf(attention, tokens.size()), pass::attention));
            }
        }
        System.out.printf(Locale.ROOT, "forward pass: at most %.1e off PyTorch%n", greatest);
        assertThat(greatest).isLessThanOrEqualTo(1e-5);
    }

    @Test
    void training_goes_by_the_gradients_that_pytorch_computes() {
        AttentionFusion model = trained();
        TokenSet unseen = patients(20, 3);
        double[] parameters = doubles(model.weights().parameters());
        AttentionNetwork network = new AttentionNetwork(model.weights().layout(), 8);
        BatchLoss loss = BatchLoss.of(unseen.labels(), false);
        double greatest = 0;
        for (int p = 0; p < unseen.size(); p++) {
            // Given ours
            List<TokenSet.Token> tokens = unseen.patient(p);
            double[] scores = network.forward(
                            parameters,
                            tokens.stream()
                                    .map(token -> AttentionNetwork.Token.of(
                                            token.block(), standardised(model, token), token.days()))
                                    .toList())
                    .clone();
            double[][] slopes = new double[1][3];
            double ours = loss.at(new double[][] {scores}, new int[] {p}, slopes);
            double[] gradient = new double[parameters.length];
            network.backward(parameters, slopes[0], gradient);

            // When PyTorch differentiates the same in double precision
            try (NDManager manager = NDManager.newBaseManager();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray all = manager.create(parameters);
                all.setRequiresGradient(true);
                TorchAttention torch = new TorchAttention(model.weights().layout(), all);
                NDArray theirs = run(torch, manager, model, tokens, DataType.FLOAT64)
                        .scores()
                        .logSoftmax(-1)
                        .get(0)
                        .get(((ClassLabels) unseen.labels()).at(p))
                        .neg();
                collector.backward(theirs);

                // Then
                assertThat(ours).isEqualTo(theirs.getDouble(), within(1e-9));
                double[] expected = all.getGradient().toDoubleArray();
                assertThat(Arrays.stream(expected).map(Math::abs).max().orElse(0))
                        .isGreaterThan(1e-4);
                for (int i = 0; i < gradient.length; i++) {
                    assertThat(gradient[i]).as("parameter %d", i).isEqualTo(expected[i], within(1e-9));
                    greatest = Math.max(greatest, Math.abs(gradient[i] - expected[i]));
                }
            }
        }
        System.out.printf(
                Locale.ROOT, "gradients of %d parameters: at most %.1e off PyTorch%n", parameters.length, greatest);
    }
}
