package io.anamnesis.node.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternsTest {
    @Test
    void every_choice_among_blocks_that_anyone_has_keeps_those_only() {
        // Given blocks a, b, c and one that nobody has; the second patient has only b
        TrainingSet set = new TrainingSet(
                List.of(block("a"), block("b"), block("nobody"), block("c")),
                List.of(new float[][] {{1}, {2}, null, {3}}, new float[][] {null, {4}, null, null}),
                new ClassLabels(new int[] {0, 1}, List.of("no", "yes")));

        Map<String, TrainingSet> patterns = Patterns.of(set);

        assertThat(patterns.keySet()).containsExactly("a", "b", "c", "a + b", "a + c", "b + c");
        TrainingSet both = patterns.getOrDefault("b + c", set);
        assertThat(both.size()).isEqualTo(2);
        assertThat(both.patient(0)).isEqualTo(new float[][] {null, {2}, null, {3}});
        assertThat(both.patient(1)).isEqualTo(new float[][] {null, {4}, null, null});
        // nothing would be left of the second
        TrainingSet first = patterns.getOrDefault("a + c", set);
        assertThat(first.size()).isEqualTo(1);
        assertThat(((ClassLabels) first.labels()).at(0)).isZero();
    }

    @Test
    void one_block_and_too_many_have_no_patterns() {
        assertThat(Patterns.of(blocks(1))).isEmpty();
        assertThat(Patterns.of(blocks(5))).hasSize(30);
        assertThat(Patterns.of(blocks(6))).isEmpty();
    }

    private static TrainingSet blocks(int count) {
        float[][] patient = new float[count][];
        IntStream.range(0, count).forEach(b -> patient[b] = new float[] {b});
        return new TrainingSet(
                IntStream.range(0, count).mapToObj(b -> block("b" + b)).toList(),
                List.of(patient, patient),
                new ClassLabels(new int[] {0, 1}, List.of("no", "yes")));
    }

    private static ModalityBlock block(String name) {
        return new ModalityBlock(name, List.of("x"));
    }
}
