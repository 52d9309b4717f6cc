package io.anamnesis.sharding.column;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** In the widest lanes that the processor has. */
final class SimdRangeKernel implements RangeKernel {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONG_LANES = LongVector.SPECIES_PREFERRED;
    /** Of both. */
    private static final int WIDTH = LANES.length();

    @Override
    public void within(double[] values, double least, double most, long[] words, int first) {
        for (int from = 0; from < values.length; from += Long.SIZE) {
            long bits = 0;
            for (int i = 0; i < Long.SIZE; i += WIDTH) {
                DoubleVector some = DoubleVector.fromArray(LANES, values, from + i);
                VectorMask<Double> within =
                        some.compare(VectorOperators.GE, least).and(some.compare(VectorOperators.LE, most));
                bits |= within.toLong() << i;
            }
            words[first + from / Long.SIZE] = bits;
        }
    }

    @Override
    public void within(long[] values, long from, long until, long[] words) {
        for (int first = 0; first < values.length; first += Long.SIZE) {
            long bits = 0;
            for (int i = 0; i < Long.SIZE; i += WIDTH) {
                LongVector some = LongVector.fromArray(LONG_LANES, values, first + i);
                VectorMask<Long> within =
                        some.compare(VectorOperators.GE, from).and(some.compare(VectorOperators.LT, until));
                bits |= within.toLong() << i;
            }
            words[first / Long.SIZE] = bits;
        }
    }
}
