package io.anamnesis.sharding.similarity;

/** The two sums over vectors that everything here is made of. Stateless; safe on any thread. */
interface VectorKernel {

    /** Σ aᵢbᵢ over {@code length} elements from the given offsets. */
    float dot(float[] a, int aFrom, float[] b, int bFrom, int length);

    /** Σ (aᵢ − bᵢ)² over {@code length} elements from the given offsets. */
    float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length);

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
