package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.anamnesis.protocol.measure.StoreMeasures;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.port.OperatorActions;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.storage.Storage;
import io.anamnesis.storage.schema.FixedSettings;
import io.anamnesis.storage.schema.SchemaMigrator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All stores on one Cassandra session. */
public final class CassandraStorage implements Storage {
    private final CqlSession session;
    private final ExecutorService decoding;
    private final CassandraJournal journal;
    private final CassandraProfiles profiles;
    private final CassandraWindows windows;
    private final CassandraDigests digests;
    private final CassandraQuarantine quarantine;
    private final CassandraCohorts cohorts;
    private final CassandraOperatorActions operatorActions;
    private final CassandraModels models;

    private CassandraStorage(CqlSession session, CassandraSettings settings, StoreMeasures measures) {
        this.session = session;
        this.decoding = decoding(settings);
        CqlRequests requests = new CqlRequests(session, measures);
        this.journal = new CassandraJournal(requests, settings.layout());
        this.profiles = new CassandraProfiles(requests, settings.layout());
        this.windows = new CassandraWindows(requests, settings.layout());
        this.digests = new CassandraDigests(requests, decoding);
        this.quarantine = new CassandraQuarantine(requests, settings.layout(), decoding);
        this.cohorts = new CassandraCohorts(requests, settings.layout(), decoding);
        this.operatorActions = new CassandraOperatorActions(requests);
        this.models = new CassandraModels(requests, decoding);
    }

    /**
     * Connects, brings the schema to this build's version, and prepares every statement. Blocks.
     *
     * @throws io.anamnesis.storage.schema.SchemaException where schema or layout don't fit this build
     */
    public static CassandraStorage open(CassandraSettings settings) {
        return open(settings, StoreMeasures.NONE);
    }

    /**
     * The same, with somebody who counts.
     *
     * @param measures is told of every request
     */
    public static CassandraStorage open(CassandraSettings settings, StoreMeasures measures) {
        DriverSessions sessions = new DriverSessions(settings);
        try (CqlSession session = sessions.withoutKeyspace()) {
            new SchemaMigrator(session, settings.schema()).migrate();
        }
        CqlSession session = sessions.withKeyspace();
        try {
            FixedSettings fixed = new FixedSettings(session);
            fixed.require("journal.bucket-size", Long.toString(settings.layout().bucketSize()));
            fixed.require("digest.parts", Integer.toString(DigestPart.COUNT));
            return new CassandraStorage(session, settings, measures);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public PatientJournal journal() {
        return journal;
    }

    @Override
    public ProfileStore profiles() {
        return profiles;
    }

    @Override
    public WindowStore windows() {
        return windows;
    }

    @Override
    public DigestStore digests() {
        return digests;
    }

    @Override
    public QuarantineStore quarantine() {
        return quarantine;
    }

    @Override
    public CohortStore cohorts() {
        return cohorts;
    }

    @Override
    public OperatorActions operatorActions() {
        return operatorActions;
    }

    @Override
    public ModelStore models() {
        return models;
    }

    /** Closes the session; requests under way fail. */
    @Override
    public void close() {
        session.close();
        decoding.shutdown();
    }

    /** Each request under way has at most one page to decode, so the queue can't be fuller than there are requests. */
    private static ExecutorService decoding(CassandraSettings settings) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                settings.decodeThreads(),
                settings.decodeThreads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.requests().maxInFlight()),
                task -> {
                    Thread thread = new Thread(task, "storage-decode-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
