package io.anamnesis.storage.embedded;

import io.anamnesis.storage.folder.FolderInUseException;
import io.anamnesis.storage.folder.FolderLock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Cassandra server in a child process, on loopback, with an account of its own. It is started again when it dies, at the
 * same port, so that the driver finds it; it drains and leaves when this one closes it, or dies itself.
 */
public final class EmbeddedCassandra implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCassandra.class);
    private static final int OLDEST_JAVA = 11;
    private static final int NEWEST_JAVA = 17;

    private final EmbeddedSettings settings;
    private final EmbeddedListener listener;
    private final DataFolder folder;
    private final ServerClassPath classPath;
    private final FolderLock lock;
    private final Ports ports;
    private final InetSocketAddress contactPoint;
    private final Credentials credentials;
    private final RestartBudget budget;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor = new Thread(this::supervise, "embedded-cassandra-supervisor");
    private volatile ServerRun run;

    private EmbeddedCassandra(
            EmbeddedSettings settings,
            EmbeddedListener listener,
            DataFolder folder,
            ServerClassPath classPath,
            FolderLock lock)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.listener = listener;
        this.folder = folder;
        this.classPath = classPath;
        this.lock = lock;
        this.ports = Ports.in(folder.portsFile());
        this.contactPoint = ports.contactPoint();
        this.credentials = Credentials.in(folder.credentialsFile());
        this.budget = new RestartBudget(settings);
        this.run = launch();
        supervisor.setDaemon(true);
        supervisor.start();
    }

    /** Starts without a listener. */
    public static EmbeddedCassandra start(EmbeddedSettings settings, Path dataFolder, Path... serverLib) {
        return start(settings, EmbeddedListener.NONE, dataFolder, serverLib);
    }

    /**
     * Starts a server and waits until it takes a login: 3 to 7 seconds, more at the first start.
     *
     * @param dataFolder made where it isn't there; one process at a time
     * @param serverLib folders with the jars of the server and its launcher
     * @throws EmbeddedCassandraException where the folder is in use, jars are missing, or the server doesn't come up
     */
    public static EmbeddedCassandra start(
            EmbeddedSettings settings, EmbeddedListener listener, Path dataFolder, Path... serverLib) {
        requireJava(settings);
        try {
            ServerClassPath classPath = ServerClassPath.of(serverLib);
            DataFolder folder = DataFolder.create(dataFolder);
            FolderLock lock = FolderLock.take(folder.path());
            try {
                return new EmbeddedCassandra(settings, listener, folder, classPath, lock);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (FolderInUseException e) {
            throw new EmbeddedCassandraException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new EmbeddedCassandraException("Can't start the embedded Cassandra in " + dataFolder + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedCassandraException("Interrupted while the embedded Cassandra started", e);
        }
    }

    /** Where the driver connects; the same for as long as this object lives. */
    public InetSocketAddress contactPoint() {
        return contactPoint;
    }

    /** The name of the account. */
    public String username() {
        return credentials.username();
    }

    /** Its password, made at the first start. */
    public String password() {
        return credentials.password();
    }

    /** The process id of the child as it runs now; another one after a restart. */
    public long pid() {
        return run.pid();
    }

    /** Whether the child runs and has taken a login. */
    public boolean isAlive() {
        return run.isReady();
    }

    /** Lets the child drain and leave, kills it after the stop timeout, and frees the folder. */
    @Override
    public void close() {
        closing.countDown();
        try {
            supervisor.interrupt();
            supervisor.join();
            run.stop(settings.stopTimeout());
            lock.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the embedded Cassandra stopped; it leaves by itself");
        } catch (IOException e) {
            LOG.warn("The lock of {} goes with this process only: {}", folder.path(), e.toString());
        }
    }

    private void supervise() {
        try {
            boolean up = true;
            while (up) {
                int exitCode = run.awaitEnd();
                LOG.warn("The embedded Cassandra (pid {}) ended with code {}", run.pid(), exitCode);
                listener.died(exitCode);
                up = restart(Instant.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private boolean restart(Instant died) throws InterruptedException {
        Optional<Duration> wait = budget.next(Instant.now());
        while (wait.isPresent()) {
            if (closing.await(wait.get().toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            try {
                run = launch();
                Duration outage = Duration.between(died, Instant.now());
                LOG.info("The embedded Cassandra is back as pid {} after {}", run.pid(), outage);
                listener.restarted(run.pid(), outage);
                return true;
            } catch (IOException | EmbeddedCassandraException e) {
                LOG.warn("The embedded Cassandra did not come back: {}", e.getMessage());
            }
            wait = budget.next(Instant.now());
        }
        giveUp();
        return false;
    }

    private void giveUp() {
        String reason = "The embedded Cassandra died more than " + settings.restartsPerWindow() + " times within "
                + settings.restartWindow() + " and stays down; see " + folder.path() + "/logs";
        LOG.error(reason);
        listener.gaveUp(reason);
    }

    private ServerRun launch() throws IOException, InterruptedException {
        return ServerRun.start(settings, folder, classPath, ports, credentials);
    }

    private static void requireJava(EmbeddedSettings settings) {
        int version = Runtime.version().feature();
        boolean ours = settings.javaHome().equals(Path.of(System.getProperty("java.home")));
        if (ours && (version < OLDEST_JAVA || version > NEWEST_JAVA)) {
            throw new EmbeddedCassandraException("The embedded Cassandra runs on Java 11 to 17, this is " + version
                    + ": set anamnesis.storage.embedded.java-home to a JDK 17");
        }
    }
}
