package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One writer, several readers, and graphs built and grown behind their backs. */
class ConcurrentSpaceTest {
    private static final int ROWS = 1500;
    private static final int DIMENSION = 24;

    @Test
    void queries_are_right_at_every_moment_while_graphs_are_built_and_swapped() throws Exception {
        ReadWriteLock lock = new ReentrantReadWriteLock();
        ExecutorService background = Executors.newFixedThreadPool(2);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            // Given a space whose graph is built on other threads
            GraphSettings graph = new GraphSettings(200, 16, 60, 1.2f, 64, 2, 20, 0.1, 1e-9, 0, 3, 0);
            SpaceSettings settings = Spaces.settings(Metric.EUCLIDEAN, Combine.BEST, graph);
            VectorSpace space = new VectorSpace(settings, lock, ScanCrew.alone(), new ScanCrew(background, 2));
            PlainSpace plain = new PlainSpace(settings);
            AtomicBoolean written = new AtomicBoolean();

            // When rows come, change and go while others ask
            List<Future<Long>> asked = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                long seed = reader;
                asked.add(readers.submit(() -> ask(space, plain, lock, written, seed)));
            }
            write(space, plain, lock);
            written.set(true);

            // Then each answer held only rows that were there, at their own distances, and as many as there could be
            for (Future<Long> each : asked) {
                assertThat(each.get()).isPositive();
            }
            // And once the background has caught up, nothing waits and nothing is lost
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> under(lock, () -> {
                        SpaceFigures now = space.figures();
                        return now.inGraph() + now.pending() == now.vectors()
                                && now.pending() < 20
                                && now.rebuilds() > 1;
                    }));
            assertThat(under(lock, space::size))
                    .isEqualTo(plain.candidates(null).size());
        } finally {
            readers.shutdownNow();
            background.shutdownNow();
        }
    }

    private static void write(VectorSpace space, PlainSpace plain, ReadWriteLock lock) {
        Random random = new Random(1);
        for (int i = 0; i < 4 * ROWS; i++) {
            int row = random.nextInt(ROWS);
            List<float[]> vectors = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                vectors.add(Spaces.whole(random, DIMENSION));
            }
            lock.writeLock().lock();
            try {
                space.put(row, vectors);
                plain.put(row, vectors);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    private static long ask(VectorSpace space, PlainSpace plain, ReadWriteLock lock, AtomicBoolean written, long seed) {
        Random random = new Random(seed);
        long questions = 0;
        do {
            float[] query = Spaces.whole(random, DIMENSION);
            under(lock, () -> {
                Neighbours found = space.search(NearestQuery.of(query, 10));
                assertThat(found.size())
                        .isEqualTo(Math.min(10, plain.candidates(null).size()));
                for (int i = 0; i < found.size(); i++) {
                    assertThat(plain.has(found.row(i))).isTrue();
                    assertThat(found.distance(i)).isEqualTo((float) plain.distance(query, found.row(i)));
                }
                return true;
            });
            questions++;
        } while (!written.get());
        return questions;
    }

    private static <T> T under(ReadWriteLock lock, Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
