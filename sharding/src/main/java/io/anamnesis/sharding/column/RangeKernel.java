package io.anamnesis.sharding.column;

/** Which of many numbers lie within bounds. Stateless; safe on any thread. */
interface RangeKernel {
    /**
     * Sets a bit for each value that is at least {@code least} and at most {@code most}, and clears the others; NaN is not within.
     *
     * @param values 64 for each word
     * @param words from {@code first} on
     */
    void within(double[] values, double least, double most, long[] words, int first);

    /**
     * The same of whole numbers that are at least {@code from} and less than {@code until}.
     *
     * @param values 64 for each word
     */
    void within(long[] values, long from, long until, long[] words);

    /**
     * The same of short whole numbers that are at least {@code least} and at most {@code most}.
     *
     * @param values 64 for each word
     * @param words from {@code first} on
     */
    void within(short[] values, short least, short most, long[] words, int first);

    /** The Vector API's where the JVM was started with its module, the plain one elsewhere. */
    static RangeKernel fastest() {
        return Fastest.KERNEL;
    }

    /** One value after the other. */
    final class Scalar implements RangeKernel {
        @Override
        public void within(double[] values, double least, double most, long[] words, int first) {
            for (int from = 0; from < values.length; from += Long.SIZE) {
                long bits = 0;
                for (int i = 0; i < Long.SIZE; i++) {
                    double value = values[from + i];
                    bits |= (value >= least && value <= most ? 1L : 0L) << i;
                }
                words[first + from / Long.SIZE] = bits;
            }
        }

        @Override
        public void within(long[] values, long from, long until, long[] words) {
            for (int first = 0; first < values.length; first += Long.SIZE) {
                long bits = 0;
                for (int i = 0; i < Long.SIZE; i++) {
                    long value = values[first + i];
                    bits |= (value >= from && value < until ? 1L : 0L) << i;
                }
                words[first / Long.SIZE] = bits;
            }
        }

        @Override
        public void within(short[] values, short least, short most, long[] words, int first) {
            for (int from = 0; from < values.length; from += Long.SIZE) {
                long bits = 0;
                for (int i = 0; i < Long.SIZE; i++) {
                    short value = values[from + i];
                    bits |= (value >= least && value <= most ? 1L : 0L) << i;
                }
                words[first + from / Long.SIZE] = bits;
            }
        }
    }

    /** Chosen once; the SIMD class is only loaded where its module is. */
    final class Fastest {
        private static final RangeKernel KERNEL =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                        ? new SimdRangeKernel()
                        : new Scalar();

        private Fastest() {}
    }
}
