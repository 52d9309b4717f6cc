package io.anamnesis.node.bench.similarity;

/**
 * How fast one core reads memory: a plain sum of ints, which the JIT puts into the widest lanes (of floats it does not, since
 * their sum depends on the order).
 */
final class PlainSum {
    private static final int CHUNK = 1 << 18;
    private static final int ROUNDS = 5;

    private PlainSum() {}

    /**
     * The best of five rounds, bytes a second of the clock.
     *
     * @param bytes far more than the caches hold
     */
    static double bytesPerSecond(long bytes) {
        int[][] chunks = new int[Math.toIntExact(Math.max(1, bytes / Integer.BYTES / CHUNK))][CHUNK];
        double best = 0;
        int total = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int[] chunk : chunks) {
                total += sum(chunk);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            best = Math.max(best, (double) chunks.length * CHUNK * Integer.BYTES / seconds);
        }
        // looked at, so that the sums are not left out
        return total == 0 ? best : 0;
    }

    private static int sum(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }
}
