package io.anamnesis.storage.cassandra;

import static io.anamnesis.storage.Samples.WRITER;
import static io.anamnesis.storage.Samples.await;
import static io.anamnesis.storage.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.port.OperatorActions;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.StorageException;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.storage.CohortStoreContract;
import io.anamnesis.storage.DigestStoreContract;
import io.anamnesis.storage.JournalContract;
import io.anamnesis.storage.ModelStoreContract;
import io.anamnesis.storage.OperatorActionsContract;
import io.anamnesis.storage.ProfileStoreContract;
import io.anamnesis.storage.QuarantineStoreContract;
import io.anamnesis.storage.Samples;
import io.anamnesis.storage.WindowStoreContract;
import io.anamnesis.storage.schema.SchemaException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cassandra keeps to every contract, with buckets of ten events so that they are crossed. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CassandraStorageTest
        implements JournalContract,
                ProfileStoreContract,
                WindowStoreContract,
                DigestStoreContract,
                CohortStoreContract,
                ModelStoreContract,
                QuarantineStoreContract,
                OperatorActionsContract {
    private static final long MAX_MUTATION = 1 << 20;

    private final CassandraSettings settings;
    private final CassandraStorage storage;

    CassandraStorageTest(CassandraSettings server) {
        settings = server.withKeyspace("contract").withLayout(new CassandraSettings.Layout(10, 64 << 10, MAX_MUTATION));
        storage = CassandraStorage.open(settings);
    }

    @AfterAll
    void close() {
        storage.close();
    }

    @Test
    void a_keyspace_opens_again_and_has_what_was_written() {
        // Given
        PatientId patient = Samples.patient();
        await(storage.journal().append(patient, List.of(entry(1, WRITER))));

        // When
        try (CassandraStorage again = CassandraStorage.open(settings)) {
            // Then
            assertThat(await(again.journal().read(patient, JournalPage.Cursor.from(1), 10))
                            .entries())
                    .containsExactly(entry(1, WRITER));
        }
    }

    @Test
    void another_bucket_size_is_refused_with_both_numbers() {
        // Given
        CassandraSettings other = settings.withLayout(new CassandraSettings.Layout(11, 64 << 10, MAX_MUTATION));

        // Then
        assertThatThrownBy(() -> CassandraStorage.open(other))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("journal.bucket-size is 11")
                .hasMessageContaining("10");
    }

    @Test
    void what_no_mutation_can_hold_is_refused_before_anything_is_written() {
        // Given
        PatientId patient = Samples.patient();
        byte[] large = new byte[(int) MAX_MUTATION + 1];

        // Then
        assertThatThrownBy(() ->
                        await(storage.journal().append(patient, List.of(entry(1, WRITER), entry(2, WRITER, large)))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StorageException.class)
                .hasMessageContaining("max-mutation = " + MAX_MUTATION);
        assertThatThrownBy(() -> await(storage.profiles().save(patient, new StoredProfile(1, Map.of("head", large)))))
                .hasCauseInstanceOf(StorageException.class);
        assertThat(await(storage.journal().read(patient, JournalPage.Cursor.from(1), 10))
                        .entries())
                .isEmpty();
    }

    @Test
    void a_closed_storage_fails_with_a_storage_exception() {
        // Given
        CassandraStorage closed = CassandraStorage.open(settings);
        closed.close();

        // Then
        assertThatThrownBy(() -> await(closed.journal().append(Samples.patient(), List.of(entry(1, WRITER)))))
                .hasCauseInstanceOf(StorageException.class);
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
}
