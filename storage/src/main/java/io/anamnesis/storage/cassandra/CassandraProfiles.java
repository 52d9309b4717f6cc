package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.StorageException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Profiles, one partition each. */
final class CassandraProfiles implements ProfileStore {
    private final Mutations mutations;
    private final ReplaceProfile replaceProfile;
    private final SelectProfile selectProfile;

    CassandraProfiles(CqlRequests requests, CassandraSettings.Layout layout) {
        mutations = new Mutations(layout);
        replaceProfile = new ReplaceProfile(requests);
        selectProfile = new SelectProfile(requests);
    }

    @Override
    public CompletionStage<Void> save(PatientId patient, StoredProfile profile) {
        try {
            mutations.requireFits(profile.slices().values().stream()
                    .mapToLong(body -> body.length)
                    .sum());
        } catch (StorageException e) {
            return CompletableFuture.failedStage(e);
        }
        return replaceProfile.run(patient, profile);
    }

    @Override
    public CompletionStage<Optional<StoredProfile>> load(PatientId patient) {
        return selectProfile.run(patient);
    }
}
