package io.anamnesis.storage.embedded;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** What tests need to start a server: the build tells where its jars are. */
public final class ServerFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ServerFixture() {}

    public static EmbeddedSettings settings() {
        return EmbeddedSettings.from(ConfigFactory.load());
    }

    /** The jars' folder; a test without it fails, since a green run that skipped Cassandra would prove nothing. */
    public static Path serverLib() {
        String lib = System.getProperty("anamnesis.cassandra.lib");
        if (lib == null) {
            return Assertions.fail("System property anamnesis.cassandra.lib is not set: it names the folder with the "
                    + "server's jars, storage/cassandra-server/target/lib, which `mvn -pl storage -am test` fills");
        }
        return Path.of(lib);
    }

    public static CqlSession session(EmbeddedCassandra server) {
        return session(server.contactPoint(), server.username(), server.password());
    }

    /** A session with the driver's defaults, but patient. */
    public static CqlSession session(InetSocketAddress address, String username, String password) {
        return CqlSession.builder()
                .addContactPoint(address)
                .withLocalDatacenter("datacenter1")
                .withAuthCredentials(username, password)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, PATIENCE)
                        .build())
                .build();
    }
}
