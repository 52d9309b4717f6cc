package io.anamnesis.sharding.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class NumberColumnTest {
    private static final int ROWS = 2 * NumberChunk.ROWS + 100;

    /** Fills it until nearly each row has a number and empties it again, with numbers of one kind and of another: each form, and back. */
    @Property(tries = 50)
    void a_column_holds_what_a_map_of_its_rows_holds(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        NumberColumn column = new NumberColumn();
        Map<Integer, Double> expected = new TreeMap<>();

        for (int phase = 0; phase < 6; phase++) {
            // When
            int kind = random.nextInt(5);
            int kept = phase % 2 == 0 ? 95 : 10;
            for (int i = 0; i < 3 * ROWS; i++) {
                int row = random.nextInt(ROWS);
                double value = random.nextInt(100) < kept ? value(kind, random) : Double.NaN;
                column.set(row, value);
                if (Double.isNaN(value)) {
                    expected.remove(row);
                } else {
                    expected.put(row, value);
                }
            }

            // Then
            assertThat(column.present().stream().boxed()).containsExactlyElementsOf(expected.keySet());
            for (int row = 0; row < ROWS; row++) {
                assertThat(column.get(row)).isEqualTo(expected.getOrDefault(row, Double.NaN));
            }
            double one = value(kind, random);
            double other = value(random.nextInt(5), random);
            double least = Math.min(one, other) + (random.nextBoolean() ? 0.5 : 0);
            double most = random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : Math.max(one, other);
            RoaringBitmap within = within(expected, least, most);
            assertThat(column.between(least, most)).isEqualTo(within);
            RoaringBitmap some = RoaringBitmap.bitmapOf(1, 17, NumberChunk.ROWS, ROWS - 1);
            assertThat(column.between(least, most, some)).isEqualTo(RoaringBitmap.and(within, some));
        }
    }

    private static double value(int kind, Random random) {
        return switch (kind) {
            case 0 -> random.nextInt(30_000) - 10_000; // days of birth
            case 1 -> random.nextInt(120);
            case 2 -> random.nextDouble() * 100;
            case 3 -> random.nextInt(2_000_000_000) - 1_000_000_000;
            default -> random.nextInt(40) == 0 ? -0.0 : 1e15 + random.nextInt(10);
        };
    }

    private static RoaringBitmap within(Map<Integer, Double> values, double least, double most) {
        RoaringBitmap rows = new RoaringBitmap();
        values.forEach((row, value) -> {
            if (value >= least && value <= most) {
                rows.add(row);
            }
        });
        return rows;
    }

    @Test
    void a_bound_next_to_a_whole_number_is_not_rounded_to_it() {
        // Given: the middle of the numbers is so far from the bound that their difference loses what is above it
        NumberColumn column = new NumberColumn();
        for (int row = 0; row < NumberChunk.ROWS; row++) {
            column.set(row, 10 * row);
        }

        // Then
        assertThat(column.between(Math.nextUp(10.0), 19.9)).isEmpty();
        assertThat(column.between(0.1, Math.nextDown(10.0))).isEmpty();
        assertThat(column.between(10, 10)).isEqualTo(RoaringBitmap.bitmapOf(1));
        assertThat(column.between(Double.NaN, 10)).isEmpty();
    }

    @Test
    void whole_numbers_that_lie_close_together_take_two_bytes_a_row() {
        // Given
        NumberColumn days = new NumberColumn();
        NumberColumn shares = new NumberColumn();
        for (int row = 0; row < NumberChunk.ROWS; row++) {
            days.set(row, row % 30_000 - 5_000);
            shares.set(row, row / 7.0);
        }

        // Then
        assertThat(shares.bytes() - days.bytes()).isBetween(6L * NumberChunk.ROWS - 32, 6L * NumberChunk.ROWS);
        assertThat(days.between(0, 9).getCardinality()).isZero();
        assertThat(days.between(-5_000, -4_991).getCardinality()).isEqualTo(10);
    }
}
