package io.anamnesis.sharding.fusion;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops in the widest lanes that the processor has. A linear step takes four rows at once, so that each weight is read once
 * for four rows, and four sums can grow while one multiply-add is under way.
 *
 * <p>No method of ours takes or gives a vector. Those of the Vector API are always inlined; one of ours is not where Java 17's compiler is deep
 * in other calls or the method is long, which is now so and now not, and then each vector that it hands on is an object.
 */
final class SimdAttentionKernel implements AttentionKernel {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();

    @Override
    public void linear(float[] rows, int count, int ins, float[] weights, float[] bias, int outs, float[] into) {
        for (int r = 0; r < count; r++) {
            System.arraycopy(bias, 0, into, r * outs, outs);
        }
        addProduct(rows, 0, ins, count, ins, weights, 0, outs, outs, into, 0, outs);
    }

    @Override
    public void addLinear(float[] rows, int count, int ins, float[] weights, float[] bias, int outs, float[] into) {
        for (int r = 0; r < count; r++) {
            for (int j = 0; j < outs; j++) {
                into[r * outs + j] += bias[j];
            }
        }
        addProduct(rows, 0, ins, count, ins, weights, 0, outs, outs, into, 0, outs);
    }

    @Override
    public void product(Block a, int rows, int ins, Block b, int outs, Block into) {
        for (int r = 0; r < rows; r++) {
            int at = into.from + r * into.step;
            Arrays.fill(into.values, at, at + outs, 0);
        }
        addProduct(
                a.values, a.from, a.step, rows, ins, b.values, b.from, b.step, outs, into.values, into.from, into.step);
    }

    @Override
    public int lanes() {
        return WIDTH;
    }

    private static void addProduct(
            float[] rows,
            int from,
            int step,
            int count,
            int ins,
            float[] weights,
            int weightsFrom,
            int weightsStep,
            int outs,
            float[] into,
            int intoFrom,
            int intoStep) {
        int r = 0;
        for (; r + 3 < count; r += 4) {
            int row = from + r * step;
            int at = intoFrom + r * intoStep;
            int j = 0;
            for (int end = outs - 2 * WIDTH; j <= end; j += 2 * WIDTH) {
                addEight(rows, row, step, ins, weights, weightsFrom + j, weightsStep, into, at + j, intoStep);
            }
            for (int end = outs - WIDTH; j <= end; j += WIDTH) {
                addFour(rows, row, step, ins, weights, weightsFrom + j, weightsStep, into, at + j, intoStep);
            }
            for (int k = 0; k < 4; k++) {
                addRest(rows, row + k * step, ins, weights, weightsFrom, weightsStep, j, outs, into, at + k * intoStep);
            }
        }
        for (; r < count; r++) {
            addRow(rows, from + r * step, ins, weights, weightsFrom, weightsStep, outs, into, intoFrom + r * intoStep);
        }
    }

    /** To four rows of two vectors. */
    private static void addEight(
            float[] rows,
            int row,
            int step,
            int ins,
            float[] weights,
            int weightsFrom,
            int weightsStep,
            float[] into,
            int at,
            int intoStep) {
        FloatVector a0 = FloatVector.fromArray(LANES, into, at);
        FloatVector a1 = FloatVector.fromArray(LANES, into, at + intoStep);
        FloatVector a2 = FloatVector.fromArray(LANES, into, at + 2 * intoStep);
        FloatVector a3 = FloatVector.fromArray(LANES, into, at + 3 * intoStep);
        FloatVector b0 = FloatVector.fromArray(LANES, into, at + WIDTH);
        FloatVector b1 = FloatVector.fromArray(LANES, into, at + intoStep + WIDTH);
        FloatVector b2 = FloatVector.fromArray(LANES, into, at + 2 * intoStep + WIDTH);
        FloatVector b3 = FloatVector.fromArray(LANES, into, at + 3 * intoStep + WIDTH);
        for (int i = 0; i < ins; i++) {
            FloatVector v = FloatVector.fromArray(LANES, weights, weightsFrom + i * weightsStep);
            FloatVector w = FloatVector.fromArray(LANES, weights, weightsFrom + i * weightsStep + WIDTH);
            FloatVector x0 = FloatVector.broadcast(LANES, rows[row + i]);
            FloatVector x1 = FloatVector.broadcast(LANES, rows[row + step + i]);
            FloatVector x2 = FloatVector.broadcast(LANES, rows[row + 2 * step + i]);
            FloatVector x3 = FloatVector.broadcast(LANES, rows[row + 3 * step + i]);
            a0 = v.fma(x0, a0);
            b0 = w.fma(x0, b0);
            a1 = v.fma(x1, a1);
            b1 = w.fma(x1, b1);
            a2 = v.fma(x2, a2);
            b2 = w.fma(x2, b2);
            a3 = v.fma(x3, a3);
            b3 = w.fma(x3, b3);
        }
        a0.intoArray(into, at);
        b0.intoArray(into, at + WIDTH);
        a1.intoArray(into, at + intoStep);
        b1.intoArray(into, at + intoStep + WIDTH);
        a2.intoArray(into, at + 2 * intoStep);
        b2.intoArray(into, at + 2 * intoStep + WIDTH);
        a3.intoArray(into, at + 3 * intoStep);
        b3.intoArray(into, at + 3 * intoStep + WIDTH);
    }

    /** To four rows of one vector. */
    private static void addFour(
            float[] rows,
            int row,
            int step,
            int ins,
            float[] weights,
            int weightsFrom,
            int weightsStep,
            float[] into,
            int at,
            int intoStep) {
        FloatVector sum0 = FloatVector.fromArray(LANES, into, at);
        FloatVector sum1 = FloatVector.fromArray(LANES, into, at + intoStep);
        FloatVector sum2 = FloatVector.fromArray(LANES, into, at + 2 * intoStep);
        FloatVector sum3 = FloatVector.fromArray(LANES, into, at + 3 * intoStep);
        for (int i = 0; i < ins; i++) {
            FloatVector w = FloatVector.fromArray(LANES, weights, weightsFrom + i * weightsStep);
            sum0 = w.fma(FloatVector.broadcast(LANES, rows[row + i]), sum0);
            sum1 = w.fma(FloatVector.broadcast(LANES, rows[row + step + i]), sum1);
            sum2 = w.fma(FloatVector.broadcast(LANES, rows[row + 2 * step + i]), sum2);
            sum3 = w.fma(FloatVector.broadcast(LANES, rows[row + 3 * step + i]), sum3);
        }
        sum0.intoArray(into, at);
        sum1.intoArray(into, at + intoStep);
        sum2.intoArray(into, at + 2 * intoStep);
        sum3.intoArray(into, at + 3 * intoStep);
    }

    private static void addRow(
            float[] rows,
            int row,
            int ins,
            float[] weights,
            int weightsFrom,
            int weightsStep,
            int outs,
            float[] into,
            int at) {
        int j = 0;
        for (int end = outs - WIDTH; j <= end; j += WIDTH) {
            FloatVector sum = FloatVector.fromArray(LANES, into, at + j);
            for (int i = 0; i < ins; i++) {
                sum = FloatVector.fromArray(LANES, weights, weightsFrom + i * weightsStep + j)
                        .fma(FloatVector.broadcast(LANES, rows[row + i]), sum);
            }
            sum.intoArray(into, at + j);
        }
        addRest(rows, row, ins, weights, weightsFrom, weightsStep, j, outs, into, at);
    }

    /** To the columns from {@code first} on, which fill no vector. */
    private static void addRest(
            float[] rows,
            int row,
            int ins,
            float[] weights,
            int weightsFrom,
            int weightsStep,
            int first,
            int outs,
            float[] into,
            int at) {
        for (int j = first; j < outs; j++) {
            float sum = into[at + j];
            for (int i = 0; i < ins; i++) {
                sum += rows[row + i] * weights[weightsFrom + i * weightsStep + j];
            }
            into[at + j] = sum;
        }
    }

    @Override
    public void exponentials(float[] values, int length, float[] scratch) {
        int i = 0;
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            FloatVector bounded = FloatVector.fromArray(LANES, values, i).max(Exponential.LEAST);
            FloatVector shifted = bounded.mul(Exponential.LOG2_E).add(Exponential.ROUNDER);
            FloatVector whole = shifted.sub(Exponential.ROUNDER);
            FloatVector rest = bounded.sub(whole.mul(Exponential.LN2_HIGH)).sub(whole.mul(Exponential.LN2_LOW));
            FloatVector polynomial = rest.mul(Exponential.C6).add(Exponential.C5);
            polynomial = polynomial.mul(rest).add(Exponential.C4);
            polynomial = polynomial.mul(rest).add(Exponential.C3);
            polynomial = polynomial.mul(rest).add(Exponential.C2);
            polynomial = polynomial.mul(rest).mul(rest).add(rest).add(1);
            polynomial.intoArray(values, i);
            shifted.intoArray(scratch, i);
        }
        // one by one: ints that are made floats again are objects on Java 17, unless the compiler happens to know of
        // what class they are
        for (int k = 0; k < i; k++) {
            values[k] *= Exponential.power(scratch[k]);
        }
        for (; i < length; i++) {
            values[i] = Exponential.of(values[i]);
        }
    }

    @Override
    public void rectify(float[] values, int length) {
        FloatVector zero = FloatVector.zero(LANES);
        int i = 0;
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            FloatVector.fromArray(LANES, values, i).max(zero).intoArray(values, i);
        }
        for (; i < length; i++) {
            values[i] = Math.max(0, values[i]);
        }
    }

    @Override
    public void normalise(float[] rows, int count, int width, float[] gain, float[] shift, float[] into) {
        for (int r = 0; r < count; r++) {
            int row = r * width;
            centre(rows, row, width, into);
            float variance = squares(into, row, width) / width;
            scale((float) (1 / Math.sqrt(variance + EPSILON)), row, width, gain, shift, into);
        }
    }

    private static float squares(float[] values, int from, int length) {
        FloatVector sum = FloatVector.zero(LANES);
        int i = 0;
        for (int end = length - WIDTH; i <= end; i += WIDTH) {
            FloatVector each = FloatVector.fromArray(LANES, values, from + i);
            sum = each.fma(each, sum);
        }
        float total = sum.reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            total += values[from + i] * values[from + i];
        }
        return total;
    }

    /** The row less its mean. */
    private static void centre(float[] rows, int row, int width, float[] into) {
        FloatVector sum = FloatVector.zero(LANES);
        int i = 0;
        for (int end = width - WIDTH; i <= end; i += WIDTH) {
            sum = sum.add(FloatVector.fromArray(LANES, rows, row + i));
        }
        float total = sum.reduceLanes(VectorOperators.ADD);
        for (; i < width; i++) {
            total += rows[row + i];
        }
        FloatVector means = FloatVector.broadcast(LANES, total / width);
        i = 0;
        for (int end = width - WIDTH; i <= end; i += WIDTH) {
            FloatVector.fromArray(LANES, rows, row + i).sub(means).intoArray(into, row + i);
        }
        for (; i < width; i++) {
            into[row + i] = rows[row + i] - total / width;
        }
    }

    private static void scale(float scale, int row, int width, float[] gain, float[] shift, float[] into) {
        FloatVector scales = FloatVector.broadcast(LANES, scale);
        int i = 0;
        for (int end = width - WIDTH; i <= end; i += WIDTH) {
            FloatVector.fromArray(LANES, into, row + i)
                    .mul(scales)
                    .fma(FloatVector.fromArray(LANES, gain, i), FloatVector.fromArray(LANES, shift, i))
                    .intoArray(into, row + i);
        }
        for (; i < width; i++) {
            into[row + i] = into[row + i] * scale * gain[i] + shift[i];
        }
    }
}
