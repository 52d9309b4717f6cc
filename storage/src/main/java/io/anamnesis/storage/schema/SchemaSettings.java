package io.anamnesis.storage.schema;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the tables live and how long a migration may take.
 *
 * @param keyspace lower-case letters, digits and underscores, at most 48
 * @param replication Cassandra's replication map with its {@code class}; used only when the keyspace is created
 * @param lease how long a node that died while migrating keeps the others waiting
 * @param lockWait how long to wait for a node that migrates, before giving up
 * @param statementTimeout how long one DDL statement may take, schema agreement included
 */
public record SchemaSettings(
        String keyspace,
        SortedMap<String, String> replication,
        Duration lease,
        Duration lockWait,
        Duration statementTimeout) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

    public SchemaSettings {
        if (!NAME.matcher(keyspace).matches()) {
            throw new IllegalArgumentException("not a keyspace name of [a-z][a-z0-9_]{0,47}: " + keyspace);
        }
        if (!replication.containsKey("class")) {
            throw new IllegalArgumentException("replication needs a class, here only " + replication.keySet());
        }
        replication.forEach(SchemaSettings::requirePlain);
        if (lease.toSeconds() < 2) {
            throw new IllegalArgumentException("lease is at least two seconds, here " + lease);
        }
    }

    /** Replication to one node, as the embedded server needs it. */
    public static Map<String, String> oneNode() {
        return Map.of("class", "SimpleStrategy", "replication_factor", "1");
    }

    /** The same settings for another keyspace. */
    public SchemaSettings withKeyspace(String other) {
        return new SchemaSettings(other, replication, lease, lockWait, statementTimeout);
    }

    /** The same settings with another replication. */
    public SchemaSettings withReplication(Map<String, String> other) {
        return new SchemaSettings(keyspace, new TreeMap<>(other), lease, lockWait, statementTimeout);
    }

    /** The replication as a CQL map literal. */
    String replicationLiteral() {
        return replication.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': '" + entry.getValue() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static void requirePlain(String key, String value) {
        if (!PLAIN.matcher(key).matches() || !PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("replication holds names and numbers only, here " + key + " = " + value);
        }
    }
}
