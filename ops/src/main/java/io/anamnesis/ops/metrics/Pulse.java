package io.anamnesis.ops.metrics;

/**
 * What a node did since the last beat.
 *
 * @param seconds how long that was
 * @param accepted messages that became durable and were folded
 * @param repeated messages that were known
 * @param refused messages refused for good or kept aside
 * @param overloaded messages that found a patient with too many waiting
 * @param unavailable messages whose patient did not answer in time or whose store did not confirm
 * @param record how long messages took, from the edge to the acknowledgement
 * @param store how long requests to the store took
 * @param storeErrors requests that failed, not counted in {@code store}
 * @param query how long questions over all patients took
 */
public record Pulse(
        double seconds,
        long accepted,
        long repeated,
        long refused,
        long overloaded,
        long unavailable,
        Latency record,
        Latency store,
        long storeErrors,
        Latency query) {

    /**
     * A distribution.
     *
     * @param count how many
     * @param p50Millis half took less; 0 where there was none
     * @param p99Millis all but one of a hundred took less
     * @param maxMillis the longest
     */
    public record Latency(long count, double p50Millis, double p99Millis, double maxMillis) {}
}
