package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.similarity.Plan.Reason;
import io.anamnesis.sharding.similarity.Plan.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/** What happens to a space while a graph is at work, at exactly that moment. */
class GraphKeeperTest {
    private static final int ROWS = 100;

    private final Random random = new Random(3);
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private final InterruptedKernel kernel = new InterruptedKernel();
    private final VectorSpace space = new VectorSpace(
            Spaces.settings(
                    Metric.EUCLIDEAN,
                    Combine.LATEST,
                    new GraphSettings(ROWS, 8, 20, 1.2f, 20, 2, 10, 0.2, 1e-9, 0, 0, 0)),
            new ReentrantReadWriteLock(),
            ScanCrew.alone(),
            new ScanCrew(jobs::add, 1),
            kernel);
    private final List<float[]> vectors = new ArrayList<>();

    private void fill() {
        for (int row = 0; row < ROWS; row++) {
            float[] vector = new float[8];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            vectors.add(vector);
            space.put(row, List.of(vector));
        }
    }

    private static float[] far(int how) {
        return new float[] {how, 0, 0, 0, 0, 0, 0, 0};
    }

    @Test
    void what_comes_and_goes_while_a_graph_is_built_counts_before_and_after_the_swap() {
        // Given a space whose first graph is about to be built
        fill();
        assertThat(space.search(NearestQuery.of(far(0), 1)).plan().reason()).isEqualTo(Reason.NO_GRAPH);

        // When in the midst of the work a row is removed, one is replaced, and one comes
        kernel.interruptWith(() -> {
            space.remove(7);
            space.put(8, List.of(far(500)));
            space.put(ROWS, List.of(far(900)));
            assertSeen();
        });
        jobs.remove().run();

        // Then all three count, through the graph
        assertThat(kernel.wasInterrupted()).isTrue();
        assertSeen();
        assertThat(space.search(NearestQuery.of(far(0), 1)).plan().strategy()).isEqualTo(Strategy.GRAPH);
        SpaceFigures figures = space.figures();
        assertThat(figures.inGraph()).isEqualTo(ROWS - 2);
        assertThat(figures.pending()).isEqualTo(2);
    }

    private void assertSeen() {
        assertThat(space.search(NearestQuery.of(vectors.get(7), 1)).row(0)).isNotEqualTo(7);
        assertThat(space.search(NearestQuery.of(far(500), 1)).row(0)).isEqualTo(8);
        assertThat(space.search(NearestQuery.of(far(900), 1)).row(0)).isEqualTo(ROWS);
    }

    @Test
    void what_comes_and_goes_while_others_are_inserted_counts_before_and_after() {
        // Given a graph, and enough new rows for a batch
        fill();
        jobs.remove().run();
        for (int row = ROWS; row < ROWS + 10; row++) {
            space.put(row, List.of(far(100 * row)));
        }

        // When in the midst of their insertion one of them goes and another comes
        kernel.interruptWith(() -> {
            space.remove(ROWS + 3);
            space.put(7, List.of(far(-5000)));
        });
        jobs.remove().run();

        // Then the one is gone, the other there, and the batch is in the graph
        assertThat(kernel.wasInterrupted()).isTrue();
        assertThat(space.search(NearestQuery.of(far(100 * (ROWS + 3)), 1)).row(0))
                .isNotEqualTo(ROWS + 3);
        assertThat(space.search(NearestQuery.of(far(100 * (ROWS + 4)), 1)).row(0))
                .isEqualTo(ROWS + 4);
        assertThat(space.search(NearestQuery.of(far(-5000), 1)).row(0)).isEqualTo(7);
        assertThat(space.figures().pending()).isEqualTo(1);
        assertThat(space.figures().inGraph()).isEqualTo(ROWS - 1 + 9);
    }

    @Test
    void a_graph_that_fails_is_given_up_and_answers_stay_right() {
        // Given a graph, and a batch whose insertion fails
        fill();
        jobs.remove().run();
        for (int row = ROWS; row < ROWS + 10; row++) {
            space.put(row, List.of(far(100 * row)));
        }
        kernel.interruptWith(() -> {
            throw new IllegalStateException("a fault on purpose");
        });

        // When it is tried
        jobs.remove().run();

        // Then queries are answered exactly, and after some changes a graph is built again
        Neighbours found = space.search(NearestQuery.of(far(100 * (ROWS + 4)), 1));
        assertThat(found.plan().reason()).isEqualTo(Reason.NO_GRAPH);
        assertThat(found.row(0)).isEqualTo(ROWS + 4);
        for (int i = 0; i < ROWS; i++) {
            space.put(0, List.of(far(i)));
        }
        jobs.remove().run();
        assertThat(space.figures().inGraph()).isEqualTo(ROWS + 10);
    }

    @Test
    void a_background_that_is_full_is_asked_again() {
        // Given an executor that refuses the first job
        Queue<Runnable> taken = new ArrayDeque<>();
        boolean[] refuse = {true};
        VectorSpace refused = new VectorSpace(
                Spaces.settings(Metric.EUCLIDEAN, Combine.LATEST, Spaces.eagerGraph()),
                new ReentrantReadWriteLock(),
                ScanCrew.alone(),
                new ScanCrew(
                        job -> {
                            if (refuse[0]) {
                                throw new RejectedExecutionException("full");
                            }
                            taken.add(job);
                        },
                        1));
        for (int row = 0; row < 50; row++) {
            refused.put(row, List.of(far(row)));
        }

        // When it takes jobs again
        refuse[0] = false;
        refused.put(50, List.of(far(50)));

        // Then the graph is built
        taken.remove().run();
        assertThat(refused.figures().inGraph()).isEqualTo(51);
    }

    @Test
    void rows_that_take_up_all_that_the_graph_gives_do_not_hide_the_others() {
        // Given twenty rows near the query with three vectors each, and many rows further away
        GraphSettings narrow = new GraphSettings(100, 16, 100, 1.2f, 1, 1, 10, 0.2, 1e-9, 0, 0, 0);
        VectorSpace crowded = Spaces.space(Spaces.settings(Metric.EUCLIDEAN, Combine.BEST, narrow));
        for (int row = 0; row < 20; row++) {
            crowded.put(row, List.of(far(row), far(row), far(row)));
        }
        for (int row = 20; row < 1000; row++) {
            crowded.put(row, List.of(far(100 + row)));
        }

        // When more rows are asked for than those that crowd the graph's answer
        Neighbours found = crowded.search(NearestQuery.of(far(0), 40));

        // Then there are as many, and the plan says that it took a second look
        assertThat(found.size()).isEqualTo(40);
        assertThat(found.row(39)).isEqualTo(39);
        assertThat(found.plan().strategy()).isEqualTo(Strategy.GRAPH_THEN_EXACT);
    }

    /** Does something once, at the hundredth sum from then on. */
    private static final class InterruptedKernel implements VectorKernel {
        private final VectorKernel sums = new ScalarKernel();
        private Runnable interruption = () -> {};
        private int left = -1;

        void interruptWith(Runnable what) {
            interruption = what;
            left = 100;
        }

        boolean wasInterrupted() {
            return left < 0;
        }

        private void count() {
            if (left >= 0 && left-- == 0) {
                interruption.run();
            }
        }

        @Override
        public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
            count();
            return sums.dot(a, aFrom, b, bFrom, length);
        }

        @Override
        public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
            count();
            return sums.squaredDistance(a, aFrom, b, bFrom, length);
        }

        @Override
        public void widen(byte[] codes, int codesFrom, int length, float[] into) {
            sums.widen(codes, codesFrom, length, into);
        }

        @Override
        public float codedDot(float[] a, int aFrom, byte[] codes, int codesFrom, int length) {
            count();
            return sums.codedDot(a, aFrom, codes, codesFrom, length);
        }
    }
}
