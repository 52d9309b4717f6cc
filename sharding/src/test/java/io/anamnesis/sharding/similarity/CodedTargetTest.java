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
        SlotCodes codes = coded(metric);
        float[] query = prepared(metric, 0);

        // inner products have sums around nought: the error is that of a hundred rounded elements
        expectScores(metric, codes, query, metric == Metric.DOT ? 0.4f : 0, 2);
    }

    /** What lies far from the origin and near to each other differs only in what is left without the centre. */
    @ParameterizedTest
    @EnumSource(names = "EUCLIDEAN")
    void vectors_far_from_the_origin_are_told_apart(Metric metric) {
        fill(metric, 1_000);
        SlotCodes codes = coded(metric);
        float[] query = prepared(metric, 1_000);

        expectScores(metric, codes, query, 0, 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_slot_that_is_coded_later_and_a_vector_at_the_centre_have_scores_too(Metric metric) {
        int first = store.add(0, new float[DIMENSION]);
        SlotCodes codes = SlotCodes.around(new int[] {first}, store, KERNEL, metric);
        codes.code(first);
        int later = store.add(1, prepared(metric, 0));
        codes.code(later);
        float[] query = prepared(metric, 0);

        CodedTarget target = aimed(codes, metric, query);

        assertThat(target.score(first)).isCloseTo(exact(metric, query, first), Percentage.withPercentage(0.1));
        assertThat(target.score(later)).isCloseTo(exact(metric, query, later), Percentage.withPercentage(5));
    }

    @ParameterizedTest
    @EnumSource
    void a_target_that_is_a_slots_code_has_the_scores_of_its_vector(Metric metric) {
        fill(metric, 0);
        SlotCodes codes = coded(metric);
        CodedTarget target = new CodedTarget(codes, KERNEL, metric);
        int[] others = IntStream.range(1, 200).toArray();
        float[] scores = new float[others.length];
        for (int slot : new int[] {0, 700, SLOTS - 1}) {
            float[] vector = new float[DIMENSION];
            System.arraycopy(store.chunk(slot), store.offset(slot), vector, 0, DIMENSION);

            target.aimAt(slot);
            target.scores(others, others.length, scores);

            float highest = 0;
            for (int i = 0; i < others.length; i++) {
                float exact = exact(metric, vector, others[i]);
                float least = metric == Metric.DOT ? 0.5f : 0;
                if (others[i] != slot) {
                    assertThat(scores[i]).isCloseTo(exact, Offset.offset(Math.max(least, exact * 0.03f)));
                }
                highest = Math.max(highest, scores[i]);
            }
            assertThat(target.anyOver(Math.nextDown(highest), others, others.length))
                    .isTrue();
            assertThat(target.anyOver(highest, others, others.length)).isFalse();
        }
    }

    private void expectScores(Metric metric, SlotCodes codes, float[] query, float least, double percent) {
        CodedTarget target = aimed(codes, metric, query);
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

    private static CodedTarget aimed(SlotCodes codes, Metric metric, float[] vector) {
        CodedTarget target = new CodedTarget(codes, KERNEL, metric);
        target.aim(vector, 0);
        return target;
    }

    private float exact(Metric metric, float[] query, int slot) {
        return metric.score(metric.raw(KERNEL, query, 0, store.chunk(slot), store.offset(slot), DIMENSION));
    }

    private void fill(Metric metric, float away) {
        for (int row = 0; row < SLOTS; row++) {
            store.add(row, prepared(metric, away));
        }
    }

    private SlotCodes coded(Metric metric) {
        SlotCodes codes = SlotCodes.around(IntStream.range(0, SLOTS).toArray(), store, KERNEL, metric);
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
