package io.anamnesis.sharding.similarity;

/**
 * The sums over vectors that everything here is made of, of one pair or of one vector with four others: vectors that lie
 * here and there in memory arrive sooner when four are asked for at once. A sum is the same number either way. Stateless; safe
 * on any thread.
 */
interface VectorKernel {

    /** Σ aᵢbᵢ over {@code length} elements from the given offsets. */
    float dot(float[] a, int aFrom, float[] b, int bFrom, int length);

    /** Σ (aᵢ − bᵢ)² over {@code length} elements from the given offsets. */
    float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length);

    /**
     * Σ aᵢbᵢ of one vector with each of four.
     *
     * @param chunks the four stand at {@code at} and after it
     * @param offsets where each begins in its chunk, at the same places
     * @param into takes the sums, at the same places
     */
    default void fourDots(float[] a, int aFrom, float[][] chunks, int[] offsets, int at, int length, float[] into) {
        for (int i = at; i < at + 4; i++) {
            into[i] = dot(a, aFrom, chunks[i], offsets[i], length);
        }
    }

    /** Σ aᵢcᵢ over {@code length} elements from the given offsets, where c are {@link SlotCodes codes}. */
    float codedDot(float[] a, int aFrom, byte[] codes, int codesFrom, int length);

    /** Codes as floats, {@code length} of them. */
    void widen(byte[] codes, int codesFrom, int length, float[] into);

    /** Σ aᵢcᵢ of one vector with the codes of each of four, as {@link #fourDots}, from the first place on. */
    default void fourCodedDots(float[] a, int aFrom, byte[][] chunks, int[] offsets, int length, float[] into) {
        for (int i = 0; i < 4; i++) {
            into[i] = codedDot(a, aFrom, chunks[i], offsets[i], length);
        }
    }

    /** The Vector API's where the JVM was started with its module, the plain one elsewhere: same sums, rounded differently. */
    static VectorKernel fastest() {
        return Fastest.KERNEL;
    }

    /** Chosen once; the SIMD class is only loaded where its module is. */
    final class Fastest {
        private static final VectorKernel KERNEL =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                        ? new SimdKernel()
                        : new ScalarKernel();

        private Fastest() {}
    }
}
