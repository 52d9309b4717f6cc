package io.anamnesis.node;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.node.supervise.Installation;
import io.anamnesis.storage.embedded.EmbeddedCassandra;
import io.anamnesis.storage.embedded.EmbeddedListener;
import io.anamnesis.storage.embedded.EmbeddedSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded Cassandra as this process runs it. */
final class EmbeddedStorage implements RunningStorage {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStorage.class);

    private final EmbeddedCassandra cassandra;
    private final CompletableFuture<Void> terminated;

    private EmbeddedStorage(EmbeddedCassandra cassandra, CompletableFuture<Void> terminated) {
        this.cassandra = cassandra;
        this.terminated = terminated;
    }

    /** See {@link StorageStarter#start}. */
    static RunningStorage start(StorageOptions options) throws IOException {
        CompletableFuture<Void> terminated = new CompletableFuture<>();
        EmbeddedListener listener = new EmbeddedListener() {
            @Override
            public void gaveUp(String reason) {
                terminated.complete(null);
            }
        };
        EmbeddedCassandra cassandra = EmbeddedCassandra.start(
                EmbeddedSettings.from(ConfigFactory.load()),
                listener,
                options.home().storage(),
                Installation.serverJars());
        LOG.info("The embedded Cassandra takes connections at {}", cassandra.contactPoint());
        return new EmbeddedStorage(cassandra, terminated);
    }

    @Override
    public DatabaseAccess access() {
        InetSocketAddress point = cassandra.contactPoint();
        return new DatabaseAccess(
                List.of(new HostPort(point.getHostString(), point.getPort())),
                DatabaseAccess.DEFAULT_DATACENTER,
                cassandra.username(),
                cassandra.password(),
                true);
    }

    @Override
    public void stop() {
        cassandra.close();
        LOG.info("The embedded Cassandra has stopped");
        terminated.complete(null);
    }

    @Override
    public CompletionStage<Void> terminated() {
        return terminated.minimalCompletionStage();
    }
}
