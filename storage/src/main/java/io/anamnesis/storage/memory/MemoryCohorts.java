package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.storage.Limits;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sorted maps. Members keep their last change, so that an older save changes nothing. */
final class MemoryCohorts implements CohortStore {
    private static final class Kept {
        final ConcurrentNavigableMap<Long, CohortChange> changes = new ConcurrentSkipListMap<>();
        final ConcurrentNavigableMap<PatientId, CohortChange> latest = new ConcurrentSkipListMap<>();
        final AtomicLong checkpoint = new AtomicLong();
    }

    private final ConcurrentNavigableMap<CohortName, LiveCohort> definitions = new ConcurrentSkipListMap<>();
    private final Map<CohortName, Kept> cohorts = new ConcurrentHashMap<>();
    private final Executor executor;

    MemoryCohorts(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> define(LiveCohort cohort) {
        return runAsync(() -> definitions.put(cohort.name(), cohort), executor);
    }

    @Override
    public CompletionStage<Optional<LiveCohort>> find(CohortName name) {
        return supplyAsync(() -> Optional.ofNullable(definitions.get(name)), executor);
    }

    @Override
    public CompletionStage<List<LiveCohort>> definitions(@Nullable CohortName after, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> following(definitions, after).values().stream()
                        .limit(limit)
                        .toList(),
                executor);
    }

    @Override
    public CompletionStage<Void> append(CohortName name, List<CohortChange> changes) {
        return runAsync(() -> changes.forEach(change -> kept(name).changes.put(change.seq(), change)), executor);
    }

    @Override
    public CompletionStage<List<CohortChange>> changes(CohortName name, long afterSeq, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> following(kept(name).changes, afterSeq).values().stream()
                        .limit(limit)
                        .toList(),
                executor);
    }

    @Override
    public CompletionStage<Void> save(CohortName name, List<CohortChange> latest, long checkpoint) {
        return runAsync(
                () -> {
                    Kept kept = kept(name);
                    latest.forEach(change -> kept.latest.merge(
                            change.patient(), change, (one, other) -> other.seq() >= one.seq() ? other : one));
                    kept.checkpoint.accumulateAndGet(checkpoint, Math::max);
                },
                executor);
    }

    @Override
    public CompletionStage<Long> checkpoint(CohortName name) {
        return supplyAsync(() -> kept(name).checkpoint.get(), executor);
    }

    @Override
    public CompletionStage<List<CohortMember>> members(CohortName name, @Nullable PatientId after, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(
                () -> following(kept(name).latest, after).values().stream()
                        .filter(change -> change.move() == CohortMove.ENTERED)
                        .limit(limit)
                        .map(CohortMember::of)
                        .toList(),
                executor);
    }

    private static <K, V> NavigableMap<K, V> following(ConcurrentNavigableMap<K, V> map, @Nullable K after) {
        return after == null ? map : map.tailMap(after, false);
    }

    private Kept kept(CohortName name) {
        return cohorts.computeIfAbsent(name, absent -> new Kept());
    }
}
