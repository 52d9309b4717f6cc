package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.similarity.Plan.Reason;
import io.anamnesis.sharding.similarity.Plan.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roaringbitmap.RoaringBitmap;

/** The graph finds nearly all, says how much, and gives way where it can't be trusted. */
class GraphSearchTest {
    private static final int ROWS = 3000;
    private static final int DIMENSION = 48;
    private static final int QUERIES = 50;

    private static VectorSpace clusteredSpace(Metric metric, GraphSettings graph) {
        float[][] vectors = Spaces.clustered(ROWS, DIMENSION, 1, 2);
        VectorSpace space = Spaces.space(Spaces.settings(metric, Combine.LATEST, graph));
        for (int row = 0; row < ROWS; row++) {
            space.put(row, List.of(vectors[row]));
        }
        return space;
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void the_graph_finds_nearly_all_of_a_clustered_set_after_updates_and_removals(Metric metric) {
        // Given a graph of clustered vectors, of which half were replaced and a quarter removed
        VectorSpace space = clusteredSpace(metric, Spaces.eagerGraph());
        float[][] others = Spaces.clustered(ROWS, DIMENSION, 1, 3);
        for (int row = 0; row < ROWS; row += 2) {
            space.put(row, List.of(others[row]));
        }
        for (int row = 1; row < ROWS; row += 4) {
            space.remove(row);
        }

        // When the ten nearest to fifty more of the same kind are asked for, all rows and half of them
        for (RoaringBitmap filter : new RoaringBitmap[] {null, RoaringBitmap.bitmapOfRange(0, ROWS / 2)}) {
            double recall = 0;
            for (float[] query : Spaces.clustered(QUERIES, DIMENSION, 1, 4)) {
                Neighbours found = space.search(NearestQuery.of(query, 10).within(filter));
                assertThat(found.plan().strategy()).isEqualTo(Strategy.GRAPH);
                assertThat(found.plan().visited()).isPositive();
                recall += RecallMeter.of(
                        found,
                        space.search(NearestQuery.of(query, 10).within(filter).exactly()));
            }

            // Then nine of ten are found at least
            assertThat(recall / QUERIES).isGreaterThanOrEqualTo(0.9);
        }
        assertThat(space.figures().rebuilds()).isGreaterThan(1);
    }

    @Test
    void the_same_question_has_the_same_answer_however_often_it_is_asked() {
        // Given a graph that grows while it is asked
        VectorSpace space = clusteredSpace(Metric.COSINE, Spaces.eagerGraph());
        float[] query = Spaces.clustered(1, DIMENSION, 1, 4)[0];
        float[] opposite = query.clone();
        for (int i = 0; i < DIMENSION; i++) {
            opposite[i] = -query[i];
        }
        NearestQuery asked = NearestQuery.of(query, 10).keeping(300);
        int[] first = rows(space.search(asked));

        // When it is asked more often than a searcher counts its searches, and meanwhile others come that are far from
        // it
        for (int time = 0; time < 400; time++) {
            space.put(ROWS + time, List.of(opposite));

            // Then the answer stays
            assertThat(rows(space.search(asked))).as("search %d", time).isEqualTo(first);
        }
        assertThat(first).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(names = "EUCLIDEAN")
    void some_vectors_of_enormous_elements_leave_the_others_to_be_found(Metric metric) {
        // Given a graph that was begun with some vectors whose squares are more than a float holds
        VectorSpace space = Spaces.space(Spaces.settings(metric, Combine.LATEST, Spaces.eagerGraph()));
        float[][] vectors = Spaces.clustered(ROWS, DIMENSION, 1, 2);
        for (int row = 0; row < ROWS; row++) {
            float[] enormous = new float[DIMENSION];
            Arrays.fill(enormous, row % 1000 == 0 ? Float.MAX_VALUE : 1e30f);
            space.put(row, List.of(row % 500 == 7 || row % 1000 == 0 ? enormous : vectors[row]));
        }
        RoaringBitmap others = RoaringBitmap.bitmapOfRange(0, ROWS);
        IntStream.range(0, ROWS)
                .filter(row -> row % 500 == 7 || row % 1000 == 0)
                .forEach(others::remove);

        // When the nearest of the others are asked for
        double recall = 0;
        for (float[] query : Spaces.clustered(QUERIES, DIMENSION, 1, 4)) {
            NearestQuery asked = NearestQuery.of(query, 10).within(others);
            recall += RecallMeter.of(
                    space.search(asked),
                    space.search(NearestQuery.of(query, 10).within(others).exactly()));
        }

        // Then nine of ten are found at least
        assertThat(recall / QUERIES).isGreaterThanOrEqualTo(0.9);
    }

    private static int[] rows(Neighbours found) {
        return IntStream.range(0, found.size()).map(found::row).toArray();
    }

    @Test
    void a_filter_that_passes_only_what_is_far_is_filled_all_the_same() {
        // Given a graph, and a filter that passes only vectors far from the query
        VectorSpace space = clusteredSpace(Metric.EUCLIDEAN, Spaces.eagerGraph());
        float[] query = Spaces.clustered(1, DIMENSION, 1, 4)[0];
        Neighbours all = space.search(NearestQuery.of(query, 1000).exactly());
        RoaringBitmap far = RoaringBitmap.bitmapOfRange(0, ROWS);
        IntStream.range(0, all.size()).forEach(i -> far.remove(all.row(i)));

        // When many of them are asked for
        Neighbours found = space.search(NearestQuery.of(query, 900).within(far));

        // Then as many are given
        assertThat(found.size()).isEqualTo(900);
        assertThat(IntStream.range(0, 900).map(found::row)).allMatch(far::contains);
    }

    @Test
    void a_filter_that_leads_through_the_whole_graph_costs_at_most_two_scans() {
        // Given a planner that takes the graph for half of the rows, and a half that is far from the query
        GraphSettings graph = new GraphSettings(20, 16, 100, 1.2f, 10, 1, 5, 0.2, 3, 0, 0, 0);
        VectorSpace space = clusteredSpace(Metric.EUCLIDEAN, graph);
        float[] query = Spaces.clustered(1, DIMENSION, 1, 4)[0];
        Neighbours near = space.search(NearestQuery.of(query, 1000).exactly());
        RoaringBitmap far = RoaringBitmap.bitmapOfRange(0, ROWS);
        IntStream.range(0, near.size()).forEach(i -> far.remove(near.row(i)));

        // When its nearest are asked for
        NearestQuery asked = NearestQuery.of(query, 10).within(far);
        Neighbours found = space.search(asked);

        // Then the search was given up after a third of a scan's comparisons, each three times as dear, and the scan is
        // right
        assertThat(found.plan().strategy()).isEqualTo(Strategy.GRAPH_THEN_EXACT);
        assertThat(found.plan().visited()).isEqualTo((far.getCardinality() + 2) / 3);
        Neighbours exact = space.search(asked.exactly());
        assertThat(IntStream.range(0, 10).map(found::row).toArray())
                .containsExactly(IntStream.range(0, 10).map(exact::row).toArray());
    }

    @Test
    void recall_is_sampled_and_a_graph_that_misses_too_many_is_not_asked_any_more() {
        // Given a graph that is far too sparse, each of whose answers is checked
        GraphSettings sparse = new GraphSettings(20, 2, 2, 1.2f, 1, 1, 5, 0.2, 1e-9, 0, 1, 0.99);
        VectorSpace space = clusteredSpace(Metric.COSINE, sparse);
        float[][] queries = Spaces.clustered(QUERIES, DIMENSION, 1, 4);

        // When it has been asked often enough to know
        for (float[] query : queries) {
            space.search(NearestQuery.of(query, 10));
        }

        // Then its recall is known, and exact answers are given
        assertThat(space.figures().recallSamples()).isGreaterThanOrEqualTo(32);
        assertThat(space.figures().recall()).isLessThan(0.99);
        Plan plan = space.search(NearestQuery.of(queries[0], 10)).plan();
        assertThat(plan.strategy()).isEqualTo(Strategy.EXACT);
        assertThat(plan.reason()).isEqualTo(Reason.LOW_RECALL);
        assertThat(plan.scanned()).isEqualTo(ROWS);
    }

    @Test
    void a_graph_that_finds_all_has_recall_one() {
        GraphSettings sampled = new GraphSettings(20, 16, 100, 1.2f, 200, 2, 5, 0.2, 1e-9, 0, 2, 0.5);
        VectorSpace space = clusteredSpace(Metric.COSINE, sampled);
        for (float[] query : Spaces.clustered(QUERIES, DIMENSION, 1, 4)) {
            space.search(NearestQuery.of(query, 10));
        }
        assertThat(space.figures().recallSamples()).isEqualTo(QUERIES / 2);
        assertThat(space.figures().recall()).isGreaterThan(0.95);
    }

    @Test
    void a_query_may_look_at_more_candidates_than_the_settings_say() {
        VectorSpace space = clusteredSpace(Metric.COSINE, Spaces.eagerGraph());
        NearestQuery query = NearestQuery.of(Spaces.clustered(1, DIMENSION, 1, 4)[0], 10);
        long few = space.search(query.keeping(10)).plan().visited();
        long many = space.search(query.keeping(500)).plan().visited();
        assertThat(few).isLessThan(many);
    }

    @Test
    void vectors_of_any_scale_can_be_told_apart() {
        // Given vectors whose squared distances are far below and far above 1
        for (float scale : new float[] {1e-6f, 1e6f}) {
            Random random = new Random(5);
            VectorSpace space = Spaces.space(Spaces.settings(Metric.EUCLIDEAN, Combine.LATEST, Spaces.eagerGraph()));
            for (int row = 0; row < 1000; row++) {
                space.put(row, List.of(scaled(random, scale)));
            }
            double recall = 0;
            for (int i = 0; i < QUERIES; i++) {
                NearestQuery query = NearestQuery.of(scaled(random, scale), 10);
                recall += RecallMeter.of(space.search(query), space.search(query.exactly()));
            }
            assertThat(recall / QUERIES).isGreaterThan(0.9);
        }
    }

    private static float[] scaled(Random random, float scale) {
        float[] vector = new float[8];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian() * scale;
        }
        return vector;
    }
}
