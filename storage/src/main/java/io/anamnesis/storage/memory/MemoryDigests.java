package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestHead;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.storage.Limits;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sorted map per slice. */
final class MemoryDigests implements DigestStore {
    private record Kept(@Nullable Digest digest, Set<WriterId> ahead) {
        static final Kept NOTHING = new Kept(null, Set.of());

        Kept with(Digest saved) {
            return new Kept(digest == null ? saved : newer(digest, saved), ahead);
        }

        Kept add(WriterId writer) {
            return new Kept(
                    digest, Stream.concat(ahead.stream(), Stream.of(writer)).collect(Collectors.toUnmodifiableSet()));
        }

        @Nullable
        Kept remove(Set<WriterId> writers) {
            Set<WriterId> rest =
                    ahead.stream().filter(each -> !writers.contains(each)).collect(Collectors.toUnmodifiableSet());
            return digest == null && rest.isEmpty() ? null : new Kept(digest, rest);
        }
    }

    private final Map<Integer, NavigableMap<PatientId, Kept>> slices = new ConcurrentHashMap<>();
    private final Executor executor;

    MemoryDigests(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> save(Digest digest) {
        return runAsync(
                () -> slice(digest.slice())
                        .compute(
                                digest.patient(), (patient, kept) -> (kept == null ? Kept.NOTHING : kept).with(digest)),
                executor);
    }

    @Override
    public CompletionStage<Void> ahead(int slice, PatientId patient, WriterId writer) {
        return runAsync(
                () -> slice(slice).compute(patient, (each, kept) -> (kept == null ? Kept.NOTHING : kept).add(writer)),
                executor);
    }

    @Override
    public CompletionStage<Void> caughtUp(int slice, PatientId patient, Set<WriterId> writers) {
        return runAsync(() -> slice(slice).computeIfPresent(patient, (each, kept) -> kept.remove(writers)), executor);
    }

    @Override
    public CompletionStage<Optional<Digest>> load(int slice, PatientId patient) {
        return supplyAsync(() -> Optional.ofNullable(slice(slice).get(patient)).map(Kept::digest), executor);
    }

    @Override
    public CompletionStage<List<Digest>> scan(int slice, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> following(slice(slice), after).values().stream()
                        .map(Kept::digest)
                        .flatMap(Stream::ofNullable)
                        .limit(limit)
                        .toList(),
                executor);
    }

    @Override
    public CompletionStage<List<DigestHead>> heads(int slice, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> following(slice(slice), after).entrySet().stream()
                        .limit(limit)
                        .map(each -> head(each.getKey(), each.getValue()))
                        .toList(),
                executor);
    }

    private static DigestHead head(PatientId patient, Kept kept) {
        Digest digest = kept.digest();
        return new DigestHead(patient, digest == null ? DigestHead.NONE : digest.seq(), kept.ahead());
    }

    /** Of two digests the later in seq; of two at the same seq the one that came later. */
    static Digest newer(Digest kept, Digest saved) {
        return saved.seq() >= kept.seq() ? saved : kept;
    }

    private static NavigableMap<PatientId, Kept> following(
            NavigableMap<PatientId, Kept> digests, @Nullable PatientId after) {
        return after == null ? digests : digests.tailMap(after, false);
    }

    private NavigableMap<PatientId, Kept> slice(int slice) {
        return slices.computeIfAbsent(slice, absent -> new ConcurrentSkipListMap<>());
    }
}
