package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.ProfileStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** One value per patient: an older save never replaces a newer one, an equal one does. */
final class MemoryProfiles implements ProfileStore {
    private final Map<PatientId, StoredProfile> profiles = new ConcurrentHashMap<>();
    private final Executor executor;

    MemoryProfiles(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> save(PatientId patient, StoredProfile profile) {
        return runAsync(
                () -> profiles.merge(patient, profile, (kept, saved) -> saved.seq() >= kept.seq() ? saved : kept),
                executor);
    }

    @Override
    public CompletionStage<Optional<StoredProfile>> load(PatientId patient) {
        return supplyAsync(() -> Optional.ofNullable(profiles.get(patient)), executor);
    }
}
