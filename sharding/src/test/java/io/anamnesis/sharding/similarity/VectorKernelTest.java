package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.fusion.Allocation;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kernels give the sums of the definition, at sizes that fill no lanes. */
class VectorKernelTest {
    private static final int FROM_A = 3;
    private static final int FROM_B = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 15, 16, 17, 31, 63, 64, 65, 127, 384, 512, 784, 1021})
    void kernels_give_the_sums_of_the_definition(int length) {
        float[] a = random(length + FROM_A + 9, 1);
        float[] b = random(length + FROM_B + 9, 2);
        double dot = 0;
        double squares = 0;
        for (int i = 0; i < length; i++) {
            dot += (double) a[FROM_A + i] * b[FROM_B + i];
            squares += Math.pow((double) a[FROM_A + i] - b[FROM_B + i], 2);
        }
        // each addition rounds by at most half a unit in the last place of a partial sum
        Offset<Float> rounding = Offset.offset((float) (1e-7 * length + 1e-6));

        for (VectorKernel kernel : new VectorKernel[] {new ScalarKernel(), new SimdKernel(), VectorKernel.fastest()}) {
            assertThat(kernel.dot(a, FROM_A, b, FROM_B, length)).isCloseTo((float) dot, rounding);
            assertThat(kernel.squaredDistance(a, FROM_A, b, FROM_B, length)).isCloseTo((float) squares, rounding);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 127, 384, 512, 1021})
    void four_at_once_are_the_same_numbers_as_one_by_one(int length) {
        float[] a = random(length + FROM_A, 1);
        float[][] chunks = {
            random(0, 2), random(length + 9, 3), random(length, 4), random(length + 1, 5), random(length, 6)
        };
        int[] offsets = {0, 9, 0, 1, 0};

        for (VectorKernel kernel : new VectorKernel[] {new ScalarKernel(), new SimdKernel()}) {
            float[] dots = new float[6];
            kernel.fourDots(a, FROM_A, chunks, offsets, 1, length, dots);

            for (int i = 1; i <= 4; i++) {
                assertThat(dots[i]).isEqualTo(kernel.dot(a, FROM_A, chunks[i], offsets[i], length));
            }
            assertThat(new float[] {dots[0], dots[5]}).containsOnly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 127, 384, 512, 1021})
    void sums_over_codes_are_those_of_the_definition(int length) {
        float[] a = random(length + FROM_A, 1);
        byte[][] codes = new byte[4][length + 9];
        Random random = new Random(2);
        for (byte[] each : codes) {
            random.nextBytes(each);
        }
        int[] offsets = {0, 9, 1, 5};
        Offset<Float> rounding = Offset.offset(128 * (float) (1e-7 * length + 1e-6));

        for (VectorKernel kernel : new VectorKernel[] {new ScalarKernel(), new SimdKernel()}) {
            float[] four = new float[4];
            kernel.fourCodedDots(a, FROM_A, codes, offsets, length, four);

            for (int i = 0; i < 4; i++) {
                double sum = 0;
                for (int j = 0; j < length; j++) {
                    sum += (double) a[FROM_A + j] * codes[i][offsets[i] + j];
                }
                assertThat(four[i]).isCloseTo((float) sum, rounding);
                assertThat(kernel.codedDot(a, FROM_A, codes[i], offsets[i], length))
                        .isCloseTo((float) sum, rounding);
                float[] wide = new float[length];
                kernel.widen(codes[i], offsets[i], length, wide);
                for (int j = 0; j < length; j++) {
                    assertThat(wide[j]).isEqualTo(codes[i][offsets[i] + j]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 48, 100, 512, 1021})
    void sums_allocate_nothing(int length) {
        VectorKernel kernel = new SimdKernel();
        float[] a = random(length, 1);
        float[][] chunks = {random(length, 2), random(length, 3), random(length, 4), random(length, 5)};
        byte[][] codes = new byte[4][length];
        int[] offsets = new int[4];
        float[] into = new float[4];

        Allocation.assertSettlesAtNothing(() -> into[0] = kernel.dot(a, 0, chunks[0], 0, length));
        Allocation.assertSettlesAtNothing(() -> into[0] = kernel.squaredDistance(a, 0, chunks[0], 0, length));
        Allocation.assertSettlesAtNothing(() -> into[0] = kernel.codedDot(a, 0, codes[0], 0, length));
        Allocation.assertSettlesAtNothing(() -> kernel.fourDots(a, 0, chunks, offsets, 0, length, into));
        Allocation.assertSettlesAtNothing(() -> kernel.fourCodedDots(a, 0, codes, offsets, length, into));
        float[] wide = new float[length];
        Allocation.assertSettlesAtNothing(() -> kernel.widen(codes[0], 0, length, wide));
    }

    private static float[] random(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
