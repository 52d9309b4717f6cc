package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.storage.Limits;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One sorted map: ids begin with the day. */
final class MemoryQuarantine implements QuarantineStore {
    private final NavigableMap<String, Quarantined> byId = new ConcurrentSkipListMap<>();
    private final Executor executor;

    MemoryQuarantine(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> save(Quarantined entry) {
        return runAsync(() -> byId.put(entry.id(), entry), executor);
    }

    @Override
    public CompletionStage<Optional<Quarantined>> find(String id) {
        return supplyAsync(() -> Optional.ofNullable(byId.get(id)), executor);
    }

    @Override
    public CompletionStage<List<Quarantined>> page(LocalDate day, @Nullable String after, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> byId.tailMap(after == null ? day.toString() : after, false).values().stream()
                        .takeWhile(each -> each.day().equals(day))
                        .limit(limit)
                        .map(Quarantined::withoutDocument)
                        .toList(),
                executor);
    }
}
