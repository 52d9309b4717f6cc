package io.anamnesis.sharding.similarity;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums in the widest lanes that the processor has. Two accumulators a vector: as many as the registers of most processors
 * hold for four vectors at once. The order of additions is fixed, so a result is the same every time on the same kind of
 * processor.
 *
 * <p>No method of ours takes or gives a vector, as in the kernel of attention and for the same reason.
 */
final class SimdKernel implements VectorKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();
    private static final int STEP = 2 * WIDTH;
    /** Adds up what fills no lanes. */
    private static final ScalarKernel REST = new ScalarKernel();

    /** No shape has fewer bits than this: where floats fill fewer lanes than that has bytes, codes are summed up one by one. */
    private static final int LEAST_BITS = 64;

    private static final boolean CODED = WIDTH * Byte.SIZE >= LEAST_BITS;
    private static final VectorSpecies<Byte> CODES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(LEAST_BITS, WIDTH * Byte.SIZE)));

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector sum = FloatVector.zero(LANES);
        FloatVector more = FloatVector.zero(LANES);
        int i = 0;
        for (int end = length - STEP; i <= end; i += STEP) {
            sum = FloatVector.fromArray(LANES, a, aFrom + i).fma(FloatVector.fromArray(LANES, b, bFrom + i), sum);
            more = FloatVector.fromArray(LANES, a, aFrom + i + WIDTH)
                    .fma(FloatVector.fromArray(LANES, b, bFrom + i + WIDTH), more);
        }
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            sum = FloatVector.fromArray(LANES, a, aFrom + i).fma(FloatVector.fromArray(LANES, b, bFrom + i), sum);
        }
        return sum.add(more).reduceLanes(VectorOperators.ADD) + REST.dot(a, aFrom + i, b, bFrom + i, length - i);
    }

    @Override
    public void fourDots(float[] a, int aFrom, float[][] chunks, int[] offsets, int at, int length, float[] into) {
        float[] b0 = chunks[at];
        float[] b1 = chunks[at + 1];
        float[] b2 = chunks[at + 2];
        float[] b3 = chunks[at + 3];
        int from0 = offsets[at];
        int from1 = offsets[at + 1];
        int from2 = offsets[at + 2];
        int from3 = offsets[at + 3];
        FloatVector sum0 = FloatVector.zero(LANES);
        FloatVector sum1 = FloatVector.zero(LANES);
        FloatVector sum2 = FloatVector.zero(LANES);
        FloatVector sum3 = FloatVector.zero(LANES);
        FloatVector more0 = FloatVector.zero(LANES);
        FloatVector more1 = FloatVector.zero(LANES);
        FloatVector more2 = FloatVector.zero(LANES);
        FloatVector more3 = FloatVector.zero(LANES);
        int i = 0;
        for (int end = length - STEP; i <= end; i += STEP) {
            FloatVector x = FloatVector.fromArray(LANES, a, aFrom + i);
            sum0 = x.fma(FloatVector.fromArray(LANES, b0, from0 + i), sum0);
            sum1 = x.fma(FloatVector.fromArray(LANES, b1, from1 + i), sum1);
            sum2 = x.fma(FloatVector.fromArray(LANES, b2, from2 + i), sum2);
            sum3 = x.fma(FloatVector.fromArray(LANES, b3, from3 + i), sum3);
            FloatVector y = FloatVector.fromArray(LANES, a, aFrom + i + WIDTH);
            more0 = y.fma(FloatVector.fromArray(LANES, b0, from0 + i + WIDTH), more0);
            more1 = y.fma(FloatVector.fromArray(LANES, b1, from1 + i + WIDTH), more1);
            more2 = y.fma(FloatVector.fromArray(LANES, b2, from2 + i + WIDTH), more2);
            more3 = y.fma(FloatVector.fromArray(LANES, b3, from3 + i + WIDTH), more3);
        }
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            FloatVector x = FloatVector.fromArray(LANES, a, aFrom + i);
            sum0 = x.fma(FloatVector.fromArray(LANES, b0, from0 + i), sum0);
            sum1 = x.fma(FloatVector.fromArray(LANES, b1, from1 + i), sum1);
            sum2 = x.fma(FloatVector.fromArray(LANES, b2, from2 + i), sum2);
            sum3 = x.fma(FloatVector.fromArray(LANES, b3, from3 + i), sum3);
        }
        into[at] = sum0.add(more0).reduceLanes(VectorOperators.ADD) + REST.dot(a, aFrom + i, b0, from0 + i, length - i);
        into[at + 1] =
                sum1.add(more1).reduceLanes(VectorOperators.ADD) + REST.dot(a, aFrom + i, b1, from1 + i, length - i);
        into[at + 2] =
                sum2.add(more2).reduceLanes(VectorOperators.ADD) + REST.dot(a, aFrom + i, b2, from2 + i, length - i);
        into[at + 3] =
                sum3.add(more3).reduceLanes(VectorOperators.ADD) + REST.dot(a, aFrom + i, b3, from3 + i, length - i);
    }

    @Override
    public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
        FloatVector sum = FloatVector.zero(LANES);
        FloatVector more = FloatVector.zero(LANES);
        int i = 0;
        for (int end = length - STEP; i <= end; i += STEP) {
            FloatVector d = FloatVector.fromArray(LANES, a, aFrom + i).sub(FloatVector.fromArray(LANES, b, bFrom + i));
            sum = d.fma(d, sum);
            FloatVector e = FloatVector.fromArray(LANES, a, aFrom + i + WIDTH)
                    .sub(FloatVector.fromArray(LANES, b, bFrom + i + WIDTH));
            more = e.fma(e, more);
        }
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            FloatVector d = FloatVector.fromArray(LANES, a, aFrom + i).sub(FloatVector.fromArray(LANES, b, bFrom + i));
            sum = d.fma(d, sum);
        }
        return sum.add(more).reduceLanes(VectorOperators.ADD)
                + REST.squaredDistance(a, aFrom + i, b, bFrom + i, length - i);
    }

    @Override
    public float codedDot(float[] a, int aFrom, byte[] codes, int codesFrom, int length) {
        FloatVector sum = FloatVector.zero(LANES);
        FloatVector more = FloatVector.zero(LANES);
        int i = 0;
        for (int end = CODED ? length - STEP : -1; i <= end; i += STEP) {
            sum = FloatVector.fromArray(LANES, a, aFrom + i)
                    .fma(
                            ByteVector.fromArray(CODES, codes, codesFrom + i)
                                    .convertShape(VectorOperators.B2F, LANES, 0),
                            sum);
            more = FloatVector.fromArray(LANES, a, aFrom + i + WIDTH)
                    .fma(
                            ByteVector.fromArray(CODES, codes, codesFrom + i + WIDTH)
                                    .convertShape(VectorOperators.B2F, LANES, 0),
                            more);
        }
        return sum.add(more).reduceLanes(VectorOperators.ADD)
                + REST.codedDot(a, aFrom + i, codes, codesFrom + i, length - i);
    }

    @Override
    public void widen(byte[] codes, int codesFrom, int length, float[] into) {
        int i = 0;
        for (int end = CODED ? length - WIDTH : -1; i <= end; i += WIDTH) {
            ((FloatVector) ByteVector.fromArray(CODES, codes, codesFrom + i)
                            .convertShape(VectorOperators.B2F, LANES, 0))
                    .intoArray(into, i);
        }
        for (; i < length; i++) {
            into[i] = codes[codesFrom + i];
        }
    }

    @Override
    public void fourCodedDots(float[] a, int aFrom, byte[][] chunks, int[] offsets, int length, float[] into) {
        byte[] c0 = chunks[0];
        byte[] c1 = chunks[1];
        byte[] c2 = chunks[2];
        byte[] c3 = chunks[3];
        int from0 = offsets[0];
        int from1 = offsets[1];
        int from2 = offsets[2];
        int from3 = offsets[3];
        FloatVector sum0 = FloatVector.zero(LANES);
        FloatVector sum1 = FloatVector.zero(LANES);
        FloatVector sum2 = FloatVector.zero(LANES);
        FloatVector sum3 = FloatVector.zero(LANES);
        int i = 0;
        for (int end = CODED ? length - WIDTH : -1; i <= end; i += WIDTH) {
            FloatVector x = FloatVector.fromArray(LANES, a, aFrom + i);
            sum0 = x.fma(ByteVector.fromArray(CODES, c0, from0 + i).convertShape(VectorOperators.B2F, LANES, 0), sum0);
            sum1 = x.fma(ByteVector.fromArray(CODES, c1, from1 + i).convertShape(VectorOperators.B2F, LANES, 0), sum1);
            sum2 = x.fma(ByteVector.fromArray(CODES, c2, from2 + i).convertShape(VectorOperators.B2F, LANES, 0), sum2);
            sum3 = x.fma(ByteVector.fromArray(CODES, c3, from3 + i).convertShape(VectorOperators.B2F, LANES, 0), sum3);
        }
        into[0] = sum0.reduceLanes(VectorOperators.ADD) + REST.codedDot(a, aFrom + i, c0, from0 + i, length - i);
        into[1] = sum1.reduceLanes(VectorOperators.ADD) + REST.codedDot(a, aFrom + i, c1, from1 + i, length - i);
        into[2] = sum2.reduceLanes(VectorOperators.ADD) + REST.codedDot(a, aFrom + i, c2, from2 + i, length - i);
        into[3] = sum3.reduceLanes(VectorOperators.ADD) + REST.codedDot(a, aFrom + i, c3, from3 + i, length - i);
    }
}
