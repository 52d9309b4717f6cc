package io.anamnesis.sharding.similarity;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums in the widest lanes that the processor has. Four accumulators, because a fused multiply-add takes four cycles and
 * two can begin in each; the order of additions is fixed, so a result is the same every time on the same kind of processor.
 */
final class SimdKernel implements VectorKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();
    private static final int STEP = 4 * WIDTH;

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector sum0 = FloatVector.zero(LANES);
        FloatVector sum1 = FloatVector.zero(LANES);
        FloatVector sum2 = FloatVector.zero(LANES);
        FloatVector sum3 = FloatVector.zero(LANES);
        int i = 0;
        for (int end = length - STEP; i <= end; i += STEP) {
            int p = aFrom + i;
            int q = bFrom + i;
            sum0 = lanes(a, p).fma(lanes(b, q), sum0);
            sum1 = lanes(a, p + WIDTH).fma(lanes(b, q + WIDTH), sum1);
            sum2 = lanes(a, p + 2 * WIDTH).fma(lanes(b, q + 2 * WIDTH), sum2);
            sum3 = lanes(a, p + 3 * WIDTH).fma(lanes(b, q + 3 * WIDTH), sum3);
        }
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            sum0 = lanes(a, aFrom + i).fma(lanes(b, bFrom + i), sum0);
        }
        float sum = sum0.add(sum1).add(sum2.add(sum3)).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum += a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    @Override
    public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector sum0 = FloatVector.zero(LANES);
        FloatVector sum1 = FloatVector.zero(LANES);
        FloatVector sum2 = FloatVector.zero(LANES);
        FloatVector sum3 = FloatVector.zero(LANES);
        int i = 0;
        for (int end = length - STEP; i <= end; i += STEP) {
            int p = aFrom + i;
            int q = bFrom + i;
            FloatVector d0 = lanes(a, p).sub(lanes(b, q));
            FloatVector d1 = lanes(a, p + WIDTH).sub(lanes(b, q + WIDTH));
            FloatVector d2 = lanes(a, p + 2 * WIDTH).sub(lanes(b, q + 2 * WIDTH));
            FloatVector d3 = lanes(a, p + 3 * WIDTH).sub(lanes(b, q + 3 * WIDTH));
            sum0 = d0.fma(d0, sum0);
            sum1 = d1.fma(d1, sum1);
            sum2 = d2.fma(d2, sum2);
            sum3 = d3.fma(d3, sum3);
        }
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            FloatVector d = lanes(a, aFrom + i).sub(lanes(b, bFrom + i));
            sum0 = d.fma(d, sum0);
        }
        float sum = sum0.add(sum1).add(sum2.add(sum3)).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            float difference = a[aFrom + i] - b[bFrom + i];
            sum += difference * difference;
        }
        return sum;
    }

    private static FloatVector lanes(float[] values, int from) {
        return FloatVector.fromArray(LANES, values, from);
    }
}
