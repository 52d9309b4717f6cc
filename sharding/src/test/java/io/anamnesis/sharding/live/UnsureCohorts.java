package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.port.StorageException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A store of which every third write fails, half of them after they were done. */
final class UnsureCohorts implements CohortStore {
    private final CohortStore store;
    private final Random random = new Random(11);
    private int failures;

    UnsureCohorts(CohortStore store) {
        this.store = store;
    }

    synchronized int failures() {
        return failures;
    }

    private synchronized CompletionStage<Void> unsure(java.util.function.Supplier<CompletionStage<Void>> write) {
        int luck = random.nextInt(6);
        if (luck > 1) {
            return write.get();
        }
        failures++;
        CompletionStage<Void> failed =
                CompletableFuture.failedStage(new StorageException("unsure", new IllegalStateException("a test")));
        return luck == 0 ? failed : write.get().thenCompose(done -> failed);
    }

    @Override
    public CompletionStage<Void> define(LiveCohort cohort) {
        return unsure(() -> store.define(cohort));
    }

    @Override
    public CompletionStage<Optional<LiveCohort>> find(CohortName name) {
        return store.find(name);
    }

    @Override
    public CompletionStage<List<LiveCohort>> definitions(@Nullable CohortName after, int limit) {
        return store.definitions(after, limit);
    }

    @Override
    public CompletionStage<Void> append(CohortName name, List<CohortChange> changes) {
        return unsure(() -> store.append(name, changes));
    }

    @Override
    public CompletionStage<List<CohortChange>> changes(CohortName name, long afterSeq, int limit) {
        return store.changes(name, afterSeq, limit);
    }

    @Override
    public CompletionStage<Void> save(CohortName name, List<CohortChange> latest, long checkpoint) {
        return unsure(() -> store.save(name, latest, checkpoint));
    }

    @Override
    public CompletionStage<Long> checkpoint(CohortName name) {
        return store.checkpoint(name);
    }

    @Override
    public CompletionStage<List<CohortMember>> members(CohortName name, @Nullable PatientId after, int limit) {
        return store.members(name, after, limit);
    }
}
