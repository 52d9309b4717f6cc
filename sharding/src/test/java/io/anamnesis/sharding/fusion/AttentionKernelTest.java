package io.anamnesis.sharding.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kernels at sizes that fill no lanes. */
class AttentionKernelTest {
    private static final AttentionKernel SCALAR = new ScalarAttentionKernel();
    private static final AttentionKernel SIMD = new SimdAttentionKernel();

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void the_fastest_kernel_here_is_the_simd_one() {
        assertThat(AttentionKernel.fastest()).isInstanceOf(SimdAttentionKernel.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 17", "3, 65, 15", "4, 64, 64", "5, 16, 33", "7, 17, 48", "8, 64, 192", "9, 1021, 31"})
    void a_linear_step_is_the_same_in_both(int count, int ins, int outs) {
        float[] rows = values(count * ins);
        float[] weights = values(ins * outs);
        float[] bias = values(outs);
        float[] scalar = values(count * outs);
        float[] simd = scalar.clone();

        SCALAR.addLinear(rows, count, ins, weights, bias, outs, scalar);
        SIMD.addLinear(rows, count, ins, weights, bias, outs, simd);
        assertThat(simd).containsExactly(scalar, within(1e-4f));

        SCALAR.linear(rows, count, ins, weights, bias, outs, scalar);
        SIMD.linear(rows, count, ins, weights, bias, outs, simd);
        assertThat(simd).containsExactly(scalar, within(1e-4f));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 17", "3, 8, 16", "4, 16, 64", "5, 16, 33", "8, 16, 16", "9, 61, 31"})
    void a_product_of_rows_that_stand_apart_is_the_same_in_both_and_writes_nowhere_else(int rows, int ins, int outs) {
        // Given
        Block a = new Block(values(3 + rows * (ins + 2))).at(3, ins + 2);
        Block b = new Block(values(5 + ins * (outs + 7))).at(5, outs + 7);
        Block scalar = new Block(values(1 + rows * (outs + 3))).at(1, outs + 3);
        Block simd = new Block(scalar.values.clone()).at(1, outs + 3);
        float[] before = scalar.values.clone();

        // When
        SCALAR.product(a, rows, ins, b, outs, scalar);
        SIMD.product(a, rows, ins, b, outs, simd);

        // Then
        assertThat(simd.values).containsExactly(scalar.values, within(1e-5f));
        assertThat(simd.values[0]).isEqualTo(before[0]);
        for (int r = 0; r < rows; r++) {
            for (int gap = 0; gap < 3; gap++) {
                int at = 1 + r * (outs + 3) + outs + gap;
                assertThat(simd.values[at]).isEqualTo(before[at]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 17, 64, 1021})
    void steps_of_each_element_are_the_same_in_both(int length) {
        float[] scalar = values(length);
        for (int i = 0; i < length; i++) {
            scalar[i] *= 40;
        }
        float[] simd = scalar.clone();
        SCALAR.rectify(scalar, length);
        SIMD.rectify(simd, length);
        assertThat(simd).containsExactly(scalar);

        for (int i = 0; i < length; i++) {
            scalar[i] = -scalar[i];
            simd[i] = scalar[i];
        }
        SCALAR.exponentials(scalar, length, new float[length]);
        SIMD.exponentials(simd, length, new float[length]);
        assertThat(simd).containsExactly(scalar, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 7", "3, 16", "5, 17", "8, 64", "2, 1021"})
    void rows_are_normalised_the_same_in_both(int count, int width) {
        float[] rows = values(count * width);
        float[] gain = values(width);
        float[] shift = values(width);
        float[] scalar = new float[count * width];
        float[] simd = new float[count * width];

        SCALAR.normalise(rows, count, width, gain, shift, scalar);
        SIMD.normalise(rows, count, width, gain, shift, simd);

        assertThat(simd).containsExactly(scalar, within(1e-4f));
    }

    @Test
    void the_exponential_is_the_exact_one_but_for_its_last_digits() {
        for (float x = -86; x < 86; x += 0.0137f) {
            assertThat(Exponential.of(x) / Math.exp(x)).isEqualTo(1, within(3e-7));
        }
        assertThat(Exponential.of(0)).isEqualTo(1);
        assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isBetween(0f, 1e-37f);
    }

    private float[] values(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }
}
