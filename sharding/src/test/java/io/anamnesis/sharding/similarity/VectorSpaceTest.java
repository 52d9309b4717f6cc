package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.sharding.similarity.Plan.Reason;
import io.anamnesis.sharding.similarity.Plan.Strategy;
import io.anamnesis.sharding.similarity.VectorRefusal.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class VectorSpaceTest {

    private static VectorSpace space(Metric metric, Combine combine) {
        return Spaces.space(Spaces.settings(metric, combine, Spaces.noGraph()));
    }

    @Test
    void distances_are_what_the_metric_says() {
        float[] query = {1, 0};
        for (Metric metric : Metric.values()) {
            // Given one vector at a right angle to the query, and one opposite to it
            VectorSpace space = space(metric, Combine.LATEST);
            space.put(0, List.of(new float[] {0, 3}));
            space.put(1, List.of(new float[] {-2, 0}));

            // When the distances to both are asked for
            Neighbours found = space.search(NearestQuery.of(query, 2));

            // Then they are 1 − cos, the negative inner product, and the true distance
            float rightAngle = metric == Metric.COSINE ? 1 : metric == Metric.DOT ? 0 : (float) Math.sqrt(10);
            float opposite = metric == Metric.COSINE ? 2 : metric == Metric.DOT ? 2 : 3;
            assertThat(distance(found, 0)).isEqualTo(rightAngle);
            assertThat(distance(found, 1)).isEqualTo(opposite);
        }
    }

    @Test
    void vectors_that_cannot_be_compared_are_refused_and_counted() {
        // Given a space whose first vector has three elements
        VectorSpace space = space(Metric.COSINE, Combine.LATEST);
        assertThat(space.put(0, List.of(new float[] {1, 2, 3}))).isEmpty();

        // When bad ones are put
        float[] shorter = {1, 2};
        float[] notANumber = {1, Float.NaN, 3};
        float[] infinite = {1, 2, Float.POSITIVE_INFINITY};
        float[] zero = {0, -0f, 0};
        assertThat(space.put(1, List.of(shorter)))
                .extracting(VectorRefusal::kind)
                .containsExactly(Kind.WRONG_DIMENSION);
        assertThat(space.put(2, List.of(notANumber, infinite)))
                .extracting(VectorRefusal::kind)
                .containsExactly(Kind.NOT_FINITE, Kind.NOT_FINITE);
        assertThat(space.put(3, List.of(zero))).extracting(VectorRefusal::kind).containsExactly(Kind.ZERO_LENGTH);

        // Then they are counted, say both numbers, and are not there
        assertThat(space.figures().refused())
                .isEqualTo(Map.of(Kind.WRONG_DIMENSION, 1L, Kind.NOT_FINITE, 2L, Kind.ZERO_LENGTH, 1L));
        assertThat(String.valueOf(space.refusal(shorter))).contains("2").contains("3");
        assertThat(space.rows()).isEqualTo(RoaringBitmap.bitmapOf(0));
        assertThatThrownBy(() -> space.search(NearestQuery.of(shorter, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3");
    }

    @Test
    void zeros_are_a_vector_like_any_other_where_directions_do_not_matter() {
        VectorSpace space = space(Metric.EUCLIDEAN, Combine.LATEST);
        assertThat(space.put(0, List.of(new float[] {0, 0}))).isEmpty();
        assertThat(space.search(NearestQuery.of(new float[] {3, 4}, 1)).distance(0))
                .isEqualTo(5);
    }

    @Test
    void a_refused_replacement_does_not_leave_the_old_vector_in_place() {
        VectorSpace space = space(Metric.COSINE, Combine.LATEST);
        space.put(0, List.of(new float[] {1, 2}));
        space.put(1, List.of(new float[] {1, 2}));
        space.put(0, List.of(new float[] {1, Float.NaN}));
        assertThat(space.rows()).isEqualTo(RoaringBitmap.bitmapOf(1));
    }

    @Test
    void the_latest_or_the_best_of_several_vectors_counts() {
        // Given a row whose older vector is nearer to the query
        float[] query = {0, 0};
        List<float[]> vectors = List.of(new float[] {9, 0}, new float[] {2, 0});
        VectorSpace latest = space(Metric.EUCLIDEAN, Combine.LATEST);
        VectorSpace best = space(Metric.EUCLIDEAN, Combine.BEST);
        latest.put(4, vectors);
        best.put(4, vectors);

        // Then the distance is that of the one that counts
        assertThat(latest.search(NearestQuery.of(query, 5)).distance(0)).isEqualTo(9);
        assertThat(best.search(NearestQuery.of(query, 5)).distance(0)).isEqualTo(2);
        assertThat(best.search(NearestQuery.of(query, 5)).size()).isEqualTo(1);
    }

    @Test
    void vectors_past_the_limit_of_a_row_are_told() {
        VectorSpace best = space(Metric.EUCLIDEAN, Combine.BEST);
        float[] vector = {1};
        List<VectorRefusal> refusals = best.put(0, List.of(vector, vector, vector, vector, vector));
        assertThat(refusals).extracting(VectorRefusal::kind).containsExactly(Kind.TOO_MANY, Kind.TOO_MANY);
        assertThat(refusals.get(0).detail()).contains("5").contains("3");
        assertThat(best.figures().vectors()).isEqualTo(3);
    }

    @Test
    void an_emptied_space_learns_its_dimension_anew() {
        VectorSpace space = space(Metric.COSINE, Combine.LATEST);
        space.put(0, List.of(new float[] {1, 2, 3}));
        space.remove(0);
        assertThat(space.bytes()).isZero();
        assertThat(space.put(0, List.of(new float[] {1, 2}))).isEmpty();
        assertThat(space.figures().dimension()).isEqualTo(2);
    }

    @Test
    void rows_at_equal_distance_come_in_the_order_of_their_numbers() {
        VectorSpace space = space(Metric.COSINE, Combine.LATEST);
        for (int row : new int[] {7, 3, 5_000, 1, 900}) {
            space.put(row, List.of(new float[] {2, 1}));
        }
        Neighbours found = space.search(NearestQuery.of(new float[] {1, 0}, 3));
        assertThat(List.of(found.row(0), found.row(1), found.row(2))).containsExactly(1, 3, 7);
    }

    @Test
    void a_space_without_vectors_answers_with_none() {
        VectorSpace space = space(Metric.COSINE, Combine.LATEST);
        Neighbours found = space.search(NearestQuery.of(new float[] {1, 0}, 3));
        assertThat(found.size()).isZero();
        assertThat(found.plan()).isEqualTo(new Plan(Strategy.EXACT, Reason.NO_GRAPH, 0, 0, 0));
        assertThat(space.remove(3)).isFalse();
    }

    @Test
    void more_neighbours_than_the_limit_are_refused_with_both_numbers() {
        VectorSpace space = space(Metric.COSINE, Combine.LATEST);
        assertThatThrownBy(() -> space.search(NearestQuery.of(new float[] {1}, 1001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000")
                .hasMessageContaining("1001");
    }

    @Test
    void churn_takes_no_more_memory_than_the_rows_that_are_there() {
        // Given a space of a thousand rows, with and without a graph
        for (GraphSettings graph : List.of(Spaces.noGraph(), Spaces.eagerGraph())) {
            float[][] vectors = Spaces.clustered(1000, 64, 1, 2);
            VectorSpace space = Spaces.space(Spaces.settings(Metric.COSINE, Combine.LATEST, graph));
            for (int row = 0; row < 1000; row++) {
                space.put(row, List.of(vectors[row]));
            }
            long before = space.bytes();

            // When each is replaced five times over
            for (int i = 0; i < 5000; i++) {
                space.put(i % 1000, List.of(vectors[(i * 7) % 1000]));
            }

            // Then the slots of the replaced ones were used again: the graph holds at most its share and what waits
            assertThat(space.bytes()).isLessThan((long) (1.6 * before));
        }
    }

    private static float distance(Neighbours found, int row) {
        for (int i = 0; i < found.size(); i++) {
            if (found.row(i) == row) {
                return found.distance(i);
            }
        }
        throw new AssertionError("row " + row + " is not among the neighbours");
    }
}
