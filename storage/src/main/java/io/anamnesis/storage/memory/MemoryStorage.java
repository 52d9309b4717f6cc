package io.anamnesis.storage.memory;

import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.port.OperatorActions;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.storage.Storage;
import java.util.concurrent.Executor;

/** Every port in memory. Safe on any thread; unbounded, so for tests and short demonstrations only. */
public final class MemoryStorage implements Storage {
    private final MemoryJournal journal;
    private final MemoryProfiles profiles;
    private final MemoryWindows windows;
    private final MemoryDigests digests;
    private final MemoryQuarantine quarantine;
    private final MemoryCohorts cohorts;
    private final MemoryOperatorActions operatorActions;
    private final MemoryModels models;
    private final MemoryDigestCache digestCache = new MemoryDigestCache();

    /** Completes every stage before the method returns. */
    public MemoryStorage() {
        this(Runnable::run);
    }

    /**
     * Works and completes on an executor, as a database would.
     *
     * @param executor where stages complete; closing the storage leaves it running
     */
    public MemoryStorage(Executor executor) {
        journal = new MemoryJournal(executor);
        profiles = new MemoryProfiles(executor);
        windows = new MemoryWindows(executor);
        digests = new MemoryDigests(executor);
        quarantine = new MemoryQuarantine(executor);
        cohorts = new MemoryCohorts(executor);
        operatorActions = new MemoryOperatorActions(executor);
        models = new MemoryModels(executor);
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

    /** A digest cache that starts empty; its slices are never clean. */
    public DigestCache digestCache() {
        return digestCache;
    }

    @Override
    public void close() {
        digestCache.close();
    }
}
