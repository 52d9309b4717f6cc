package io.anamnesis.sharding.fusion;

/** The loops that attention is made of, over rows that stand one after the other where nothing else is said. Stateless; safe on any thread. */
interface AttentionKernel {

    /**
     * For each row: bias + row · weights.
     *
     * @param rows count × ins
     * @param weights ins × outs
     * @param bias outs
     * @param into count × outs, overwritten
     */
    void linear(float[] rows, int count, int ins, float[] weights, float[] bias, int outs, float[] into);

    /** As {@link #linear}, the result added to what is there. */
    void addLinear(float[] rows, int count, int ins, float[] weights, float[] bias, int outs, float[] into);

    /**
     * Each row of {@code a} times {@code b}.
     *
     * @param rows of a and of into
     * @param ins columns of a, rows of b
     * @param outs columns of b and of into; those that fill no {@link #lanes} take longer
     * @param into overwritten
     */
    void product(Block a, int rows, int ins, Block b, int outs, Block into);

    /** Numbers that one step works on. */
    int lanes();

    /**
     * {@link Exponential} of the first {@code length} values, in place.
     *
     * @param scratch at least as long; what stands in it is lost
     */
    void exponentials(float[] values, int length, float[] scratch);

    /** The greater of each value and 0, in place. */
    void rectify(float[] values, int length);

    /**
     * Layer normalisation (Ba, Kiros and Hinton 2016, equation 4): each row less its mean over its deviation, times gain plus
     * shift.
     */
    void normalise(float[] rows, int count, int width, float[] gain, float[] shift, float[] into);

    /** Beside the variance, as in PyTorch by default. */
    float EPSILON = 1e-5f;

    /** The Vector API's where the JVM was started with its module, the plain one elsewhere: same sums, rounded differently. */
    static AttentionKernel fastest() {
        return Fastest.KERNEL;
    }

    /** Chosen once; the SIMD class is only loaded where its module is. */
    final class Fastest {
        private static final AttentionKernel KERNEL =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                        ? new SimdAttentionKernel()
                        : new ScalarAttentionKernel();

        private Fastest() {}
    }
}
