package io.anamnesis.sharding.column;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * In the widest lanes that the processor has. A mask becomes bits by a sum of powers of two: Java 17 makes a mask a {@code long} by an
 * array and a loop over it.
 */
final class SimdRangeKernel implements RangeKernel {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONG_LANES = LongVector.SPECIES_PREFERRED;
    /** Of both. */
    private static final int WIDTH = LANES.length();

    /** So many that doubles add up their powers of two exactly. */
    private static final int HALF = Long.SIZE / 2;

    /** At most 16 lanes, so that the sum of their powers of two is 16 bits. */
    private static final VectorSpecies<Short> SHORT_LANES = ShortVector.SPECIES_PREFERRED.length() > Short.SIZE
            ? ShortVector.SPECIES_256
            : ShortVector.SPECIES_PREFERRED;

    private static final int SHORT_WIDTH = SHORT_LANES.length();
    private static final short[] SHORT_POWERS = new short[Short.SIZE];
    private static final double[] POWERS = new double[HALF];
    private static final long[] BITS = new long[Long.SIZE];

    static {
        for (int i = 0; i < HALF; i++) {
            POWERS[i] = 1L << i;
        }
        for (int i = 0; i < Long.SIZE; i++) {
            BITS[i] = 1L << i;
        }
        for (int i = 0; i < Short.SIZE; i++) {
            SHORT_POWERS[i] = (short) (1 << i);
        }
    }

    @Override
    public void within(double[] values, double least, double most, long[] words, int first) {
        for (int from = 0; from < values.length; from += Long.SIZE) {
            words[first + from / Long.SIZE] =
                    half(values, from, least, most) | half(values, from + HALF, least, most) << HALF;
        }
    }

    private static long half(double[] values, int from, double least, double most) {
        DoubleVector sum = DoubleVector.zero(LANES);
        DoubleVector none = DoubleVector.zero(LANES);
        for (int i = 0; i < HALF; i += WIDTH) {
            DoubleVector some = DoubleVector.fromArray(LANES, values, from + i);
            VectorMask<Double> within =
                    some.compare(VectorOperators.GE, least).and(some.compare(VectorOperators.LE, most));
            sum = sum.add(none.blend(DoubleVector.fromArray(LANES, POWERS, i), within));
        }
        return (long) sum.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void within(long[] values, long from, long until, long[] words) {
        LongVector none = LongVector.zero(LONG_LANES);
        for (int first = 0; first < values.length; first += Long.SIZE) {
            LongVector bits = none;
            for (int i = 0; i < Long.SIZE; i += WIDTH) {
                LongVector some = LongVector.fromArray(LONG_LANES, values, first + i);
                VectorMask<Long> within =
                        some.compare(VectorOperators.GE, from).and(some.compare(VectorOperators.LT, until));
                bits = bits.or(none.blend(LongVector.fromArray(LONG_LANES, BITS, i), within));
            }
            words[first / Long.SIZE] = bits.reduceLanes(VectorOperators.OR);
        }
    }

    @Override
    public void within(short[] values, short least, short most, long[] words, int first) {
        ShortVector none = ShortVector.zero(SHORT_LANES);
        ShortVector powers = ShortVector.fromArray(SHORT_LANES, SHORT_POWERS, 0);
        for (int from = 0; from < values.length; from += Long.SIZE) {
            long bits = 0;
            for (int i = 0; i < Long.SIZE; i += SHORT_WIDTH) {
                ShortVector some = ShortVector.fromArray(SHORT_LANES, values, from + i);
                VectorMask<Short> within =
                        some.compare(VectorOperators.GE, least).and(some.compare(VectorOperators.LE, most));
                bits |= (none.blend(powers, within).reduceLanes(VectorOperators.ADD) & 0xFFFFL) << i;
            }
            words[first + from / Long.SIZE] = bits;
        }
    }
}
