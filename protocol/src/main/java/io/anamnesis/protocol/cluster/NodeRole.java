package io.anamnesis.protocol.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a node is for. A node has one or more; one that is told nothing has all. */
public enum NodeRole {
    /** Answers callers over HTTP and WebSocket. */
    EDGE,
    /** Holds patients, live cohorts and their part of the index. */
    DATA,
    /** Trains models. */
    TRAINER;

    /** As it stands in the configuration and in the cluster: {@code edge}, {@code data}, {@code trainer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a name; empty where there is none. */
    public static Optional<NodeRole> of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(wireName))
                .findFirst();
    }

    /** All names, for sentences: {@code edge, data, trainer}. */
    public static String names() {
        return Arrays.stream(values()).map(NodeRole::wireName).collect(Collectors.joining(", "));
    }
}
