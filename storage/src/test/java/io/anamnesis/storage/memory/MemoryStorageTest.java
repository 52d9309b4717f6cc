package io.anamnesis.storage.memory;

import static io.anamnesis.storage.Samples.WRITER;
import static io.anamnesis.storage.Samples.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.port.OperatorActions;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.storage.CohortStoreContract;
import io.anamnesis.storage.DigestCacheContract;
import io.anamnesis.storage.DigestStoreContract;
import io.anamnesis.storage.JournalContract;
import io.anamnesis.storage.ModelStoreContract;
import io.anamnesis.storage.OperatorActionsContract;
import io.anamnesis.storage.ProfileStoreContract;
import io.anamnesis.storage.QuarantineStoreContract;
import io.anamnesis.storage.Samples;
import io.anamnesis.storage.WindowStoreContract;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The reference keeps to every contract. */
final class MemoryStorageTest
        implements JournalContract,
                ProfileStoreContract,
                WindowStoreContract,
                CohortStoreContract,
                ModelStoreContract,
                QuarantineStoreContract,
                OperatorActionsContract,
                DigestStoreContract,
                DigestCacheContract {
    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void stages_complete_on_the_executor_that_was_given() {
        // Given
        Queue<Runnable> work = new ArrayDeque<>();
        try (MemoryStorage queued = new MemoryStorage(work::add)) {
            // When
            CompletableFuture<Void> append = queued.journal()
                    .append(Samples.patient(), entries(1, 2, WRITER))
                    .toCompletableFuture();

            // Then
            assertThat(append).isNotDone();
            work.remove().run();
            assertThat(append).isCompleted();
        }
    }

    @Override
    public PatientJournal journal() {
        return storage.journal();
    }

    @Override
    public ProfileStore profiles() {
        return storage.profiles();
    }

    @Override
    public QuarantineStore quarantine() {
        return storage.quarantine();
    }

    @Override
    public OperatorActions operatorActions() {
        return storage.operatorActions();
    }

    @Override
    public CohortStore cohorts() {
        return storage.cohorts();
    }

    @Override
    public ModelStore models() {
        return storage.models();
    }

    @Override
    public WindowStore windows() {
        return storage.windows();
    }

    @Override
    public DigestStore digests() {
        return storage.digests();
    }

    @Override
    public DigestCache cache() {
        return storage.digestCache();
    }
}
