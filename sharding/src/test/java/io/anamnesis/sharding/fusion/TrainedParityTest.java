package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.sharding.training.AttentionCourse;
import io.anamnesis.sharding.training.AttentionPlan;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.TokenSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trained weights: scalar, Vector API and ONNX Runtime say the same. PyTorch's turn is in {@code sharding/pytorch-parity}. */
class TrainedParityTest {
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
            int most = 1 + random.nextInt(6);
            for (int t = 0; t < most; t++) {
                int block = random.nextInt(3);
                float[] vector = new float[BLOCKS.get(block).width()];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (float) (10 + 4 * random.nextDouble() + (i == 0 ? classes[p] : 0));
                }
                tokens.add(new TokenSet.Token(block, vector, random.nextInt(4) == 0 ? Float.NaN : random.nextInt(900)));
            }
            patients.add(tokens);
        }
        return new TokenSet(BLOCKS, patients, new ClassLabels(classes, List.of("x", "y", "z")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scalar_vector_api_and_onnx_runtime_agree_on_trained_weights(boolean earlierApart) throws Exception {
        // Given
        AttentionPlan plan = new AttentionPlan(
                new AttentionWeights.Shape(32, 4, 48, 2), 8, List.of(3.0), 3, 0.3, 4, 0.01, 0.1, 16, 30, 30, false, 3);
        AttentionTrainer trainer = new AttentionTrainer(plan);
        AttentionFusion trained = (earlierApart ? trainer.withEarlierApart() : trainer)
                .train(patients(120, 1), AttentionCourse.UNWATCHED);
        assertThat(trained.earlier().blocks()).hasSize(earlierApart ? 3 : 0);
        AttentionPass scalar = pass(trained, new ScalarAttentionKernel());
        AttentionPass simd = pass(trained, new SimdAttentionKernel());
        TokenSet unseen = patients(60, 2);

        try (OnnxSession onnx = new OnnxSession(AttentionOnnx.of(trained.weights()))) {
            for (int p = 0; p < unseen.size(); p++) {
                List<TokenSet.Token> tokens = unseen.patient(p);

                // When
                run(scalar, tokens);
                run(simd, tokens);
                float[] embedded = embedded(trained, tokens);

                // Then
                float[] fused = onnx.run(embedded, tokens.size(), "fused");
                float[] probabilities = onnx.run(embedded, tokens.size(), "scores");
                LinearHead.softmax(probabilities);
                float[] attention = onnx.run(embedded, tokens.size(), "attention");
                for (int i = 0; i < fused.length; i++) {
                    assertThat(simd.fused(i)).isEqualTo(scalar.fused(i), within(1e-5f));
                    assertThat(simd.fused(i)).isEqualTo(fused[i], within(1e-5f));
                }
                for (int k = 0; k < probabilities.length; k++) {
                    assertThat(simd.score(k)).isEqualTo(scalar.score(k), within(1e-5f));
                    assertThat(simd.score(k)).isEqualTo(probabilities[k], within(1e-5f));
                }
                float sum = 0;
                for (int t = 0; t < tokens.size(); t++) {
                    assertThat(simd.attention(t)).isEqualTo(scalar.attention(t), within(1e-5f));
                    assertThat(simd.attention(t)).isEqualTo(attention[t], within(1e-5f));
                    sum += simd.attention(t);
                }
                assertThat(sum).isEqualTo(1, within(1e-5f));
            }
        }
    }

    private static AttentionPass pass(AttentionFusion trained, AttentionKernel kernel) {
        return new AttentionFusion(
                        trained.standardised(),
                        trained.weights(),
                        trained.prior(),
                        trained.outcome(),
                        trained.mostTokens(),
                        trained.earlier(),
                        kernel)
                .newPass();
    }

    private static void run(AttentionPass pass, List<TokenSet.Token> tokens) {
        pass.begin();
        tokens.forEach(token -> pass.add(token.block(), token.vector(), token.days()));
        pass.finish();
    }

    /** What ONNX is given: tokens after the blocks' own matrices and age, in double precision. */
    private static float[] embedded(AttentionFusion trained, List<TokenSet.Token> tokens) {
        AttentionWeights weights = trained.weights();
        float[] rows = new float[tokens.size() * weights.width];
        Set<Integer> seen = new HashSet<>();
        for (int t = 0; t < tokens.size(); t++) {
            TokenSet.Token token = tokens.get(t);
            float[] vector = new float[token.vector().length];
            trained.standardised().apply(token.block(), token.vector(), vector);
            float[] age = new float[AttentionWeights.TIME_FEATURES];
            AgeFeatures.write(token.days(), age);
            boolean earlier =
                    !seen.add(token.block()) && !trained.earlier().blocks().isEmpty();
            AttentionWeights.Dense own = weights.embeddings.get(
                    earlier ? trained.earlier().matrix(token.block(), BLOCKS.size()) : token.block());
            for (int j = 0; j < weights.width; j++) {
                double sum = own.bias[j] + weights.time.bias[j];
                for (int i = 0; i < vector.length; i++) {
                    sum += (double) vector[i] * own.weights[i * weights.width + j];
                }
                for (int i = 0; i < age.length; i++) {
                    sum += (double) age[i] * weights.time.weights[i * weights.width + j];
                }
                rows[t * weights.width + j] = (float) sum;
            }
        }
        return rows;
    }
}
