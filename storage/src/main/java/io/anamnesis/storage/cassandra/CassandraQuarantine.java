package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.storage.Limits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Messages kept aside, a day in sixteen partitions. */
final class CassandraQuarantine implements QuarantineStore {
    private final Mutations mutations;
    private final InsertQuarantined insert;
    private final SelectQuarantined select;

    CassandraQuarantine(CqlRequests requests, CassandraSettings.Layout layout, Executor decoding) {
        mutations = new Mutations(layout);
        insert = new InsertQuarantined(requests);
        select = new SelectQuarantined(requests, decoding);
    }

    @Override
    public CompletionStage<Void> save(Quarantined entry) {
        InsertQuarantined.Stored stored = InsertQuarantined.stored(entry);
        mutations.requireFits(stored.bytes() + 4_096L);
        return insert.run(entry, stored);
    }

    @Override
    public CompletionStage<Optional<Quarantined>> find(String id) {
        return Quarantined.isId(id)
                ? select.one(LocalDate.parse(id.substring(0, 10)), id)
                        .thenApply(found -> found.stream().findFirst())
                : CompletableFuture.completedStage(Optional.empty());
    }

    /** Each partition could hold the whole page, so each is asked for one. */
    @Override
    public CompletionStage<List<Quarantined>> page(LocalDate day, @Nullable String after, int limit) {
        Limits.requirePage(limit);
        CompletionStage<List<Quarantined>> all = CompletableFuture.completedStage(List.of());
        for (int bucket = 0; bucket < QuarantineBucket.COUNT; bucket++) {
            all = all.thenCombine(select.behind(day, bucket, after == null ? "" : after, limit), (before, more) -> {
                List<Quarantined> merged = new ArrayList<>(before);
                merged.addAll(more);
                merged.sort(Comparator.comparing(Quarantined::id));
                return merged.subList(0, Math.min(limit, merged.size()));
            });
        }
        return all;
    }
}
