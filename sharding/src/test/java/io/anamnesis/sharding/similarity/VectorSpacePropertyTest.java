package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.similarity.PlainSpace.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Whatever is put, replaced and removed: answers are those of the rows that are left. */
class VectorSpacePropertyTest {
    private static final int ROWS = 120;

    @Property(tries = 60)
    void exact_answers_equal_brute_force(
            @ForAll long seed,
            @ForAll Metric metric,
            @ForAll Combine combine,
            @ForAll @IntRange(min = 1, max = 9) int dimension,
            @ForAll @IntRange(min = 1, max = 40) int k) {
        // Given any sequence of changes
        Random random = new Random(seed);
        SpaceSettings settings = Spaces.settings(metric, combine, Spaces.eagerGraph());
        PlainSpace plain = new PlainSpace(settings);
        VectorSpace space = new VectorSpace(
                settings, new ReentrantReadWriteLock(), new ScanCrew(ForkJoinPool.commonPool(), 2), ScanCrew.alone());
        for (int round = 0; round < 6; round++) {
            change(random, 80, dimension, space, plain);
            float[] query = Spaces.whole(random, dimension);
            RoaringBitmap filter = anyFilter(random);

            // When the nearest are asked for exactly
            Neighbours found =
                    space.search(NearestQuery.of(query, k).within(filter).exactly());

            // Then they are those of a full sort
            List<Ranked> expected = plain.nearest(query, k, filter);
            assertSameRanks(found, expected, plain, query);
            if (metric != Metric.COSINE) {
                assertThat(rows(found))
                        .containsExactlyElementsOf(
                                expected.stream().map(Ranked::row).toList());
            }
            assertThat(space.size()).isEqualTo(plain.candidates(null).size());
        }
    }

    @Property(tries = 60)
    void graph_answers_are_full_and_only_of_rows_that_may_be_there(
            @ForAll long seed,
            @ForAll Metric metric,
            @ForAll Combine combine,
            @ForAll @IntRange(min = 1, max = 40) int k) {
        // Given any sequence of changes, with a graph that is rebuilt on the way
        Random random = new Random(seed);
        SpaceSettings settings = Spaces.settings(metric, combine, Spaces.eagerGraph());
        PlainSpace plain = new PlainSpace(settings);
        VectorSpace space = Spaces.space(settings);
        for (int round = 0; round < 8; round++) {
            change(random, 60, 6, space, plain);
            float[] query = Spaces.whole(random, 6);
            RoaringBitmap filter = anyFilter(random);

            // When the nearest are asked for
            Neighbours found = space.search(NearestQuery.of(query, k).within(filter));

            // Then there are as many as there can be, each once, each with its own distance, nearest first
            List<Integer> candidates = plain.candidates(filter);
            assertThat(rows(found)).doesNotHaveDuplicates().isSubsetOf(candidates);
            assertThat(found.size()).isEqualTo(Math.min(k, candidates.size()));
            assertOwnDistances(found, plain, query);
        }
    }

    @Property(tries = 30)
    void what_was_put_is_in_the_next_answer(@ForAll long seed, @ForAll Combine combine) {
        // Given a space with a graph
        Random random = new Random(seed);
        SpaceSettings settings = Spaces.settings(Metric.EUCLIDEAN, combine, Spaces.eagerGraph());
        VectorSpace space = Spaces.space(settings);
        change(random, 100, 6, space, new PlainSpace(settings));

        for (int i = 0; i < 20; i++) {
            // When a row's vector is replaced by one that no other row is near
            int row = random.nextInt(ROWS);
            float[] away = Spaces.whole(random, 6);
            away[1] += 1000 + 10 * i;
            space.put(row, List.of(away));

            // Then it is its own nearest neighbour at once
            Neighbours found = space.search(NearestQuery.of(away, 1));
            assertThat(found.row(0)).isEqualTo(row);
            assertThat(found.distance(0)).isZero();
        }
    }

    private static void change(Random random, int times, int dimension, VectorSpace space, PlainSpace plain) {
        for (int i = 0; i < times; i++) {
            int row = random.nextInt(ROWS);
            if (random.nextInt(4) == 0) {
                assertThat(space.remove(row)).isEqualTo(plain.remove(row));
            } else {
                List<float[]> vectors = new ArrayList<>();
                for (int j = random.nextInt(4); j > 0; j--) {
                    vectors.add(Spaces.whole(random, dimension));
                }
                assertThat(space.put(row, vectors)).isEmpty();
                plain.put(row, vectors);
            }
        }
    }

    private static @Nullable RoaringBitmap anyFilter(Random random) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        double share = random.nextDouble();
        RoaringBitmap filter = new RoaringBitmap();
        for (int row = 0; row < 2 * ROWS; row++) {
            if (random.nextDouble() < share) {
                filter.add(row);
            }
        }
        return filter;
    }

    private static List<Integer> rows(Neighbours found) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            rows.add(found.row(i));
        }
        return rows;
    }

    private static void assertSameRanks(Neighbours found, List<Ranked> expected, PlainSpace plain, float[] query) {
        assertThat(found.size()).isEqualTo(expected.size());
        for (int i = 0; i < found.size(); i++) {
            assertThat((double) found.distance(i)).isCloseTo(expected.get(i).distance(), Offset.offset(1e-5));
        }
        assertOwnDistances(found, plain, query);
    }

    private static void assertOwnDistances(Neighbours found, PlainSpace plain, float[] query) {
        for (int i = 0; i < found.size(); i++) {
            assertThat((double) found.distance(i)).isCloseTo(plain.distance(query, found.row(i)), Offset.offset(1e-5));
            boolean ordered = i == 0
                    || found.distance(i - 1) < found.distance(i)
                    || (found.distance(i - 1) == found.distance(i) && found.row(i - 1) < found.row(i));
            assertThat(ordered).isTrue();
        }
    }
}
