package io.anamnesis.sharding.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class RangeKernelTest {
    private static final double[] SPECIAL = {
        Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE
    };

    @Property(tries = 300)
    void the_fastest_finds_the_same_as_one_value_after_the_other(@ForAll Random random) {
        // Given
        int words = 1 + random.nextInt(4);
        double[] values = new double[words * Long.SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(random);
        }
        double least = value(random);
        double most = value(random);
        long[] expected = new long[words + 2];
        long[] found = {-1, -1, -1, -1, -1, -1};

        // When
        new RangeKernel.Scalar().within(values, least, most, expected, 1);
        RangeKernel.fastest().within(values, least, most, found, 1);

        // Then
        assertFoundThereOnly(found, expected, words);
    }

    @Property(tries = 100)
    void what_the_plain_one_finds_is_within(@ForAll Random random) {
        double[] values = random.doubles(Long.SIZE).toArray();
        double least = random.nextDouble();
        long[] found = new long[1];

        new RangeKernel.Scalar().within(values, least, 0.9, found, 0);

        for (int i = 0; i < values.length; i++) {
            assertThat((found[0] >>> i & 1) == 1).isEqualTo(values[i] >= least && values[i] <= 0.9);
        }
    }

    @Property(tries = 300)
    void whole_numbers_are_found_the_same_by_the_fastest(@ForAll Random random) {
        // Given
        long[] values = new long[(1 + random.nextInt(4)) * Long.SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole(random);
        }
        long from = whole(random);
        long until = whole(random);
        long[] plain = new long[values.length / Long.SIZE];
        long[] fastest = new long[plain.length];

        // When
        new RangeKernel.Scalar().within(values, from, until, plain);
        RangeKernel.fastest().within(values, from, until, fastest);

        // Then
        assertThat(fastest).isEqualTo(plain);
        for (int i = 0; i < values.length; i++) {
            assertThat((plain[i / Long.SIZE] >>> i & 1) == 1).isEqualTo(values[i] >= from && values[i] < until);
        }
    }

    @Property(tries = 300)
    void short_numbers_are_found_the_same_by_the_fastest(@ForAll Random random) {
        // Given
        int words = 1 + random.nextInt(4);
        short[] values = new short[words * Long.SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = brief(random);
        }
        short least = brief(random);
        short most = brief(random);
        long[] expected = new long[words + 2];
        long[] found = {-1, -1, -1, -1, -1, -1};

        // When
        new RangeKernel.Scalar().within(values, least, most, expected, 1);
        RangeKernel.fastest().within(values, least, most, found, 1);

        // Then
        assertFoundThereOnly(found, expected, words);
        for (int i = 0; i < values.length; i++) {
            assertThat((expected[1 + i / Long.SIZE] >>> i & 1) == 1).isEqualTo(values[i] >= least && values[i] <= most);
        }
    }

    /** From the second word on, and nothing is written outside. */
    private static void assertFoundThereOnly(long[] found, long[] expected, int words) {
        for (int word = 1; word <= words; word++) {
            assertThat(found[word]).isEqualTo(expected[word]);
        }
        assertThat(found[0]).isEqualTo(-1);
        assertThat(found[words + 1]).isEqualTo(-1);
    }

    private static short brief(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Short.MIN_VALUE;
            case 1 -> Short.MAX_VALUE;
            default -> (short) (random.nextInt(10) - 5);
        };
    }

    private static long whole(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextInt(10) - 5;
        };
    }

    private static double value(Random random) {
        return random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(10) - 5;
    }
}
