package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exported model as ONNX Runtime runs it, beside ours. */
class AttentionOnnxTest {

    @ParameterizedTest
    @CsvSource({"1, 64, 4, 128, 1", "8, 64, 4, 128, 1", "5, 24, 3, 40, 2", "16, 36, 2, 17, 3"})
    void onnx_runtime_gives_what_ours_gives(int tokens, int width, int heads, int hidden, int layers) throws Exception {
        // Given
        AttentionWeights weights = AttentionWeights.random(
                new AttentionWeights.Shape(width, heads, hidden, layers), List.of(1), 3, tokens);
        SplittableRandom random = new SplittableRandom(3);
        float[] embedded = new float[tokens * width];
        for (int i = 0; i < embedded.length; i++) {
            embedded[i] = (float) (random.nextDouble() * 2 - 1);
        }

        // When
        AttentionCore core = new AttentionCore(weights, tokens, AttentionKernel.fastest());
        System.arraycopy(embedded, 0, core.tokens(), 0, embedded.length);
        float[] fused = new float[width];
        float[] scores = new float[3];
        core.run(tokens, fused, scores);

        // Then
        try (OnnxSession session = new OnnxSession(AttentionOnnx.of(weights))) {
            assertThat(session.run(embedded, tokens, "fused")).containsExactly(fused, within(1e-5f));
            assertThat(session.run(embedded, tokens, "scores")).containsExactly(scores, within(1e-5f));
            float[] attention = session.run(embedded, tokens, "attention");
            assertThat(attention).hasSize(tokens);
            for (int t = 0; t < tokens; t++) {
                assertThat(attention[t]).isEqualTo(core.attention(t), within(1e-5f));
            }
            assertThat(session.run(Arrays.copyOf(embedded, width), 1, "attention"))
                    .containsExactly(1f);
        }
    }
}
