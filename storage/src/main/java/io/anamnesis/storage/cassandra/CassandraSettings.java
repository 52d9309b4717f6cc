package io.anamnesis.storage.cassandra;

import com.typesafe.config.Config;
import io.anamnesis.storage.schema.SchemaSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How to reach a cluster and what is asked of it: {@code anamnesis.storage.cassandra} of the configuration, each key
 * explained there.
 *
 * @param connection whom to talk to
 * @param requests how
 * @param layout how rows are cut into partitions and mutations
 * @param decodeThreads threads that turn rows into digests
 * @param schema keyspace and migrations
 */
public record CassandraSettings(
        Connection connection, Requests requests, Layout layout, int decodeThreads, SchemaSettings schema) {

    /** The cluster, the account, and how long to try. */
    public record Connection(
            List<InetSocketAddress> contactPoints,
            String localDatacenter,
            String username,
            String password,
            Optional<Tls> tls,
            Duration connectTimeout,
            Duration reconnectMax) {
        public Connection {
            contactPoints = List.copyOf(contactPoints);
            if (contactPoints.isEmpty()) {
                throw new IllegalArgumentException("contact-points names at least one host:port");
            }
        }

        @Override
        public String toString() {
            return "Connection[" + contactPoints + ", " + localDatacenter + ", tls=" + tls.isPresent() + "]";
        }
    }

    /** Key stores for an encrypted connection; the key store may be absent, then the client shows no certificate. */
    public record Tls(
            Path truststore,
            String truststorePassword,
            Optional<Path> keystore,
            String keystorePassword,
            boolean hostnameValidation) {
        @Override
        public String toString() {
            return "Tls[" + truststore + "]";
        }
    }

    /** What is asked of each request, and how many may be under way. */
    public record Requests(
            Duration timeout,
            String consistency,
            int pageSize,
            int maxInFlight,
            int maxQueued,
            boolean retryOnNextNode) {}

    /** Bucket size of the journal, and the sizes of batches and single mutations in bytes. */
    public record Layout(long bucketSize, long maxBatchBytes, long maxMutationBytes) {
        public Layout {
            if (bucketSize < 1 || maxBatchBytes < 1 || maxMutationBytes < maxBatchBytes) {
                throw new IllegalArgumentException(
                        "bucket-size and max-batch are at least 1, max-mutation at least max-batch;" + " here "
                                + bucketSize + ", " + maxBatchBytes + ", " + maxMutationBytes);
            }
        }
    }

    /** Reads {@code anamnesis.storage.cassandra}. */
    public static CassandraSettings from(Config root) {
        Config config = root.getConfig("anamnesis.storage.cassandra");
        return new CassandraSettings(
                connection(config),
                requests(config.getConfig("request")),
                new Layout(
                        config.getLong("journal.bucket-size"),
                        config.getBytes("max-batch"),
                        config.getBytes("max-mutation")),
                config.getInt("decode-threads"),
                schema(config));
    }

    /** The same settings for a single server on this machine: there is one replica, so one has to answer. */
    public CassandraSettings forOneNode(InetSocketAddress contactPoint, String username, String password) {
        Connection one = new Connection(
                List.of(contactPoint),
                "datacenter1",
                username,
                password,
                Optional.empty(),
                connection.connectTimeout,
                connection.reconnectMax);
        Requests local = new Requests(
                requests.timeout,
                "LOCAL_ONE",
                requests.pageSize,
                requests.maxInFlight,
                requests.maxQueued,
                requests.retryOnNextNode);
        return new CassandraSettings(
                one, local, layout, decodeThreads, schema.withReplication(SchemaSettings.oneNode()));
    }

    /** The same settings in another keyspace. */
    public CassandraSettings withKeyspace(String keyspace) {
        return new CassandraSettings(connection, requests, layout, decodeThreads, schema.withKeyspace(keyspace));
    }

    /** The same settings with another cut. */
    public CassandraSettings withLayout(Layout other) {
        return new CassandraSettings(connection, requests, other, decodeThreads, schema);
    }

    private static Connection connection(Config config) {
        return new Connection(
                config.getStringList("contact-points").stream()
                        .map(CassandraSettings::address)
                        .toList(),
                config.getString("local-datacenter"),
                config.getString("username"),
                config.getString("password"),
                config.getBoolean("tls.enabled") ? Optional.of(tls(config.getConfig("tls"))) : Optional.empty(),
                config.getDuration("connect-timeout"),
                config.getDuration("reconnect-max"));
    }

    private static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a contact point is host:port, here " + hostAndPort);
        }
        return InetSocketAddress.createUnresolved(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    private static Tls tls(Config config) {
        String keystore = config.getString("keystore");
        return new Tls(
                Path.of(config.getString("truststore")),
                config.getString("truststore-password"),
                keystore.isBlank() ? Optional.empty() : Optional.of(Path.of(keystore)),
                config.getString("keystore-password"),
                config.getBoolean("hostname-validation"));
    }

    private static Requests requests(Config config) {
        return new Requests(
                config.getDuration("timeout"),
                config.getString("consistency"),
                config.getInt("page-size"),
                config.getInt("max-in-flight"),
                config.getInt("max-queued"),
                config.getBoolean("retry-on-next-node"));
    }

    private static SchemaSettings schema(Config config) {
        TreeMap<String, String> replication = new TreeMap<>();
        config.getConfig("replication")
                .entrySet()
                .forEach(entry -> replication.put(
                        entry.getKey(), String.valueOf(entry.getValue().unwrapped())));
        return new SchemaSettings(
                config.getString("keyspace"),
                replication,
                config.getDuration("schema.lease"),
                config.getDuration("schema.lock-wait"),
                config.getDuration("schema.statement-timeout"));
    }
}
