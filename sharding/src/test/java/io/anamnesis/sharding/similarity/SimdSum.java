package io.anamnesis.sharding.similarity;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** As fast as one core can read floats: a plain sum in the widest lanes. */
final class SimdSum {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();

    private SimdSum() {}

    /** Of all elements; their number is a multiple of four times the lanes. */
    static float of(float[] values) {
        FloatVector sum0 = FloatVector.zero(LANES);
        FloatVector sum1 = FloatVector.zero(LANES);
        FloatVector sum2 = FloatVector.zero(LANES);
        FloatVector sum3 = FloatVector.zero(LANES);
        for (int i = 0; i < values.length; i += 4 * WIDTH) {
            sum0 = sum0.add(FloatVector.fromArray(LANES, values, i));
            sum1 = sum1.add(FloatVector.fromArray(LANES, values, i + WIDTH));
            sum2 = sum2.add(FloatVector.fromArray(LANES, values, i + 2 * WIDTH));
            sum3 = sum3.add(FloatVector.fromArray(LANES, values, i + 3 * WIDTH));
        }
        return sum0.add(sum1).add(sum2.add(sum3)).reduceLanes(VectorOperators.ADD);
    }
}
