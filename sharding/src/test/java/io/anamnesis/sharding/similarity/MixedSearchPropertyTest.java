package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.similarity.MixedNeighbours.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Mixed answers are those of the definition, row by row. */
class MixedSearchPropertyTest {
    private static final int ROWS = 80;

    @Property(tries = 80)
    void mixed_answers_equal_brute_force(
            @ForAll long seed,
            @ForAll Combine combine,
            @ForAll @IntRange(min = 1, max = 30) int k,
            @ForAll @DoubleRange(min = 0, max = 1) double minSharedWeight) {
        // Given three spaces, each of which some rows lack, and a query that may lack some too
        Random random = new Random(seed);
        List<Side> sides = new ArrayList<>();
        MixedQuery query = MixedQuery.of(k, minSharedWeight);
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        for (Metric metric : Metric.values()) {
            Side side = side(metric, combine, lock, random);
            if (random.nextInt(4) > 0) {
                sides.add(side);
                query = query.with(side.space, side.query, side.weight);
            }
        }
        RoaringBitmap filter = random.nextBoolean() ? null : RoaringBitmap.bitmapOfRange(10, 60);

        // When the nearest over all of them are asked for
        MixedNeighbours found =
                new MixedSearch(new ScanCrew(ForkJoinPool.commonPool(), 2)).nearest(query.within(filter));

        // Then they are those of a full sort, and tell which spaces counted
        List<Expected> expected = brute(sides, k, filter, minSharedWeight);
        assertThat(found.neighbours()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Neighbour neighbour = found.neighbours().get(i);
            assertThat((double) neighbour.distance()).isCloseTo(expected.get(i).distance, Offset.offset(1e-5));
            Expected own = one(sides, neighbour.row());
            assertThat((double) neighbour.distance()).isCloseTo(own.distance, Offset.offset(1e-5));
            assertThat(neighbour.distances()).containsOnlyKeys(own.distances.keySet());
            neighbour.distances().forEach((space, distance) -> assertThat((double) distance)
                    .isCloseTo(own.distances.get(space), Offset.offset(1e-5)));
            assertThat(neighbour.sharedWeight()).isCloseTo(own.share, Offset.offset(1e-9));
        }
    }

    private static Side side(Metric metric, Combine combine, ReentrantReadWriteLock lock, Random random) {
        SpaceSettings settings = new SpaceSettings(metric.name(), 4, metric, combine, 3, 1000, Spaces.noGraph());
        VectorSpace space = new VectorSpace(settings, lock, ScanCrew.alone(), ScanCrew.alone());
        PlainSpace plain = new PlainSpace(settings);
        for (int row = 0; row < ROWS; row++) {
            if (random.nextInt(3) > 0) {
                List<float[]> vectors = List.of(Spaces.whole(random, 4), Spaces.whole(random, 4));
                space.put(row, vectors);
                plain.put(row, vectors);
            }
        }
        return new Side(space, plain, Spaces.whole(random, 4), 1 + random.nextInt(5));
    }

    private static List<Expected> brute(
            List<Side> sides, int k, @Nullable RoaringBitmap filter, double minSharedWeight) {
        return IntStream.range(0, ROWS)
                .filter(row -> filter == null || filter.contains(row))
                .mapToObj(row -> one(sides, row))
                .filter(one -> one.share > 0 && one.share >= minSharedWeight - 1e-9)
                .sorted(Comparator.comparingDouble(one -> one.distance))
                .limit(k)
                .toList();
    }

    private static Expected one(List<Side> sides, int row) {
        double total = sides.stream().mapToDouble(side -> side.weight).sum();
        double weight = 0;
        double sum = 0;
        Map<String, Double> distances = new HashMap<>();
        for (Side side : sides) {
            if (side.plain.has(row)) {
                double distance = side.plain.distance(side.query, row);
                distances.put(side.space.settings().name(), distance);
                weight += side.weight;
                sum += side.weight * onOneScale(side.space.settings().metric(), distance);
            }
        }
        return new Expected(sum / weight, total == 0 ? 0 : weight / total, distances);
    }

    private static double onOneScale(Metric metric, double distance) {
        return switch (metric) {
            case COSINE -> distance / 2;
            case EUCLIDEAN -> distance / (1 + distance);
            case DOT -> 1 / (1 + Math.exp(-distance));
        };
    }

    private record Expected(double distance, double share, Map<String, Double> distances) {}

    private static final class Side {
        private final VectorSpace space;
        private final PlainSpace plain;
        private final float[] query;
        private final double weight;

        Side(VectorSpace space, PlainSpace plain, float[] query, double weight) {
            this.space = space;
            this.plain = plain;
            this.query = query;
            this.weight = weight;
        }
    }
}
