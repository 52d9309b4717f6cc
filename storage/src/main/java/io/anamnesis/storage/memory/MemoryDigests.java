package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.storage.Limits;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A sorted map per slice. */
final class MemoryDigests implements DigestStore {
    private final Map<Integer, NavigableMap<PatientId, Digest>> slices = new ConcurrentHashMap<>();
    private final Executor executor;

    MemoryDigests(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> save(Digest digest) {
        return runAsync(() -> slice(digest.slice()).merge(digest.patient(), digest, MemoryDigests::newer), executor);
    }

    @Override
    public CompletionStage<Optional<Digest>> load(int slice, PatientId patient) {
        return supplyAsync(() -> Optional.ofNullable(slice(slice).get(patient)), executor);
    }

    @Override
    public CompletionStage<List<Digest>> scan(int slice, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> following(slice(slice), after).values().stream()
                        .limit(limit)
                        .toList(),
                executor);
    }

    /** Of two digests the later in seq; of two at the same seq the one that came later. */
    static Digest newer(Digest kept, Digest saved) {
        return saved.seq() >= kept.seq() ? saved : kept;
    }

    private static NavigableMap<PatientId, Digest> following(
            NavigableMap<PatientId, Digest> digests, @Nullable PatientId after) {
        return after == null ? digests : digests.tailMap(after, false);
    }

    private NavigableMap<PatientId, Digest> slice(int slice) {
        return slices.computeIfAbsent(slice, absent -> new ConcurrentSkipListMap<>());
    }
}
