package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import java.time.Duration;

/** Sessions with our settings; the driver's own configuration files play no part. */
final class DriverSessions {
    private static final Duration RECONNECT_BASE = Duration.ofMillis(200);

    private final CassandraSettings settings;

    DriverSessions(CassandraSettings settings) {
        this.settings = settings;
    }

    /** For the schema, before the keyspace is there. */
    CqlSession withoutKeyspace() {
        return builder().build();
    }

    CqlSession withKeyspace() {
        return builder().withKeyspace(settings.schema().keyspace()).build();
    }

    private CqlSessionBuilder builder() {
        CassandraSettings.Connection connection = settings.connection();
        CqlSessionBuilder builder = CqlSession.builder()
                .addContactPoints(connection.contactPoints())
                .withLocalDatacenter(connection.localDatacenter())
                .withConfigLoader(config());
        return connection.username().isBlank()
                ? builder
                : builder.withAuthCredentials(connection.username(), connection.password());
    }

    private DriverConfigLoader config() {
        CassandraSettings.Connection connection = settings.connection();
        CassandraSettings.Requests requests = settings.requests();
        ProgrammaticDriverConfigLoaderBuilder builder = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, requests.timeout())
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, requests.consistency())
                .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, requests.pageSize())
                .withString(DefaultDriverOption.REQUEST_THROTTLER_CLASS, "ConcurrencyLimitingRequestThrottler")
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, requests.maxInFlight())
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, requests.maxQueued())
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, connection.connectTimeout())
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, connection.connectTimeout())
                .withDuration(DefaultDriverOption.CONNECTION_SET_KEYSPACE_TIMEOUT, connection.connectTimeout())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, connection.connectTimeout())
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, connection.connectTimeout())
                .withDuration(
                        DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT,
                        settings.schema().statementTimeout())
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, RECONNECT_BASE)
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, connection.reconnectMax());
        if (!requests.retryOnNextNode()) {
            builder.withClass(DefaultDriverOption.RETRY_POLICY_CLASS, NeverRetry.class);
        }
        connection.tls().ifPresent(tls -> encrypt(builder, tls));
        return builder.build();
    }

    private static void encrypt(ProgrammaticDriverConfigLoaderBuilder builder, CassandraSettings.Tls tls) {
        builder.withString(DefaultDriverOption.SSL_ENGINE_FACTORY_CLASS, "DefaultSslEngineFactory")
                .withString(
                        DefaultDriverOption.SSL_TRUSTSTORE_PATH,
                        tls.truststore().toString())
                .withString(DefaultDriverOption.SSL_TRUSTSTORE_PASSWORD, tls.truststorePassword())
                .withBoolean(DefaultDriverOption.SSL_HOSTNAME_VALIDATION, tls.hostnameValidation());
        tls.keystore()
                .ifPresent(keystore -> builder.withString(DefaultDriverOption.SSL_KEYSTORE_PATH, keystore.toString())
                        .withString(DefaultDriverOption.SSL_KEYSTORE_PASSWORD, tls.keystorePassword()));
    }
}
