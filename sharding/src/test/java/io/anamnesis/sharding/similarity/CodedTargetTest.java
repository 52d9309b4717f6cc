package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores by codes are those of the vectors themselves, about. */
class CodedTargetTest {
    private static final int DIMENSION = 100;
    private static final int SLOTS = 1_500;
    private static final VectorKernel KERNEL = VectorKernel.fastest();

    private final Random random = new Random(4);
    private final VectorStore store = new VectorStore(DIMENSION);

    @ParameterizedTest
    @EnumSource
    void scores_are_near_those_of_the_vectors(Metric metric) {
        fill(metric, 0);
        SlotCodes codes = coded();
        float[] query = prepared(metric, 0);

        // inner products have sums around nought: the error is that of a hundred rounded elements
        expectScores(metric, codes, query, metric == Metric.DOT ? 0.4f : 0, 2);
    }

    /** What lies far from the origin and near to each other differs only in what is left without the centre. */
    @ParameterizedTest
    @EnumSource(names = "EUCLIDEAN")
    void vectors_far_from_the_origin_are_told_apart(Metric metric) {
        fill(metric, 1_000);
        SlotCodes codes = coded();
        float[] query = prepared(metric, 1_000);

        expectScores(metric, codes, query, 0, 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_slot_that_is_coded_later_and_a_vector_at_the_centre_have_scores_too(Metric metric) {
        int first = store.add(0, new float[DIMENSION]);
        SlotCodes codes = SlotCodes.around(new int[] {first}, store);
        codes.code(first);
        int later = store.add(1, prepared(metric, 0));
        codes.code(later);
        float[] query = prepared(metric, 0);

        CodedTarget target = new CodedTarget(codes, KERNEL, metric, query, 0);

        assertThat(target.score(first)).isCloseTo(exact(metric, query, first), Percentage.withPercentage(0.1));
        assertThat(target.score(later)).isCloseTo(exact(metric, query, later), Percentage.withPercentage(5));
    }

    private void expectScores(Metric metric, SlotCodes codes, float[] query, float least, double percent) {
        CodedTarget target = new CodedTarget(codes, KERNEL, metric, query, 0);
        int[] slots = IntStream.range(0, SLOTS - 1).toArray();
        float[] scores = new float[SLOTS];
        target.scores(slots, slots.length, scores);
        for (int slot : slots) {
            float exact = exact(metric, query, slot);
            Offset<Float> near = Offset.offset(Math.max(least, (float) (exact * percent / 100)));
            assertThat(scores[slot]).isCloseTo(exact, near);
            assertThat(target.score(slot)).isCloseTo(exact, near);
        }
        assertThat(scores[SLOTS - 1]).isZero();
    }

    private float exact(Metric metric, float[] query, int slot) {
        return metric.score(metric.raw(KERNEL, query, 0, store.chunk(slot), store.offset(slot), DIMENSION));
    }

    private void fill(Metric metric, float away) {
        for (int row = 0; row < SLOTS; row++) {
            store.add(row, prepared(metric, away));
        }
    }

    private SlotCodes coded() {
        SlotCodes codes = SlotCodes.around(IntStream.range(0, SLOTS).toArray(), store);
        IntStream.range(0, SLOTS).forEach(codes::code);
        return codes;
    }

    private float[] prepared(Metric metric, float away) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = away + (float) random.nextGaussian();
        }
        return VectorCheck.prepared(vector, metric);
    }
}
