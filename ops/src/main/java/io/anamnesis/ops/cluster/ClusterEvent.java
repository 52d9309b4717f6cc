package io.anamnesis.ops.cluster;

import java.time.Instant;

/**
 * Something that happened in the cluster.
 *
 * @param number grows by one on each node
 * @param node whom it is about, {@code host:port}; empty for the cluster
 */
public record ClusterEvent(long number, Instant at, String node, Finding.Level level, String text) {}
