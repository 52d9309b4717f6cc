package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads a cohort back: the stored members, then the changes after the checkpoint. One step after the other, whatever the thread. */
final class CohortRecovery {
    /**
     * What was read.
     *
     * @param cohort null where nobody defined it
     * @param checkpoint the change that stored members hold
     * @param since the changes after the checkpoint
     */
    record Recovered(@Nullable LiveCohort cohort, Membership membership, long checkpoint, List<CohortChange> since) {}

    private final CohortName name;
    private final LiveEnvironment environment;
    private final Membership membership;
    private final List<CohortChange> since = new java.util.ArrayList<>();

    private CohortRecovery(CohortName name, LiveEnvironment environment) {
        this.name = name;
        this.environment = environment;
        this.membership = new Membership(environment.slices());
    }

    static CompletionStage<Recovered> of(CohortName name, LiveEnvironment environment) {
        return environment.recoveries().acquire().thenCompose(permit -> new CohortRecovery(name, environment)
                .run()
                .whenComplete((done, failure) -> environment.recoveries().release()));
    }

    private CompletionStage<Recovered> run() {
        return environment.store().find(name).thenCompose(this::read);
    }

    private CompletionStage<Recovered> read(Optional<LiveCohort> found) {
        LiveCohort cohort = found.orElse(null);
        if (cohort == null) {
            return CompletableFuture.completedStage(new Recovered(null, membership, 0, since));
        }
        membership.begin(cohort.version());
        // before the members: a checkpoint that is older than they are does no harm
        return environment.store().checkpoint(name).thenCompose(checkpoint -> {
            membership.reached(checkpoint);
            return members(null)
                    .thenCompose(done -> changes(checkpoint))
                    .thenApply(done -> new Recovered(cohort, membership, checkpoint, since));
        });
    }

    private CompletionStage<Void> members(@Nullable PatientId after) {
        int limit = environment.settings().storePage();
        return environment.store().members(name, after, limit).thenCompose(page -> {
            page.forEach(membership::restore);
            CohortMember last = page.isEmpty() ? null : page.get(page.size() - 1);
            return last == null || page.size() < limit
                    ? CompletableFuture.completedStage(null)
                    : members(last.patient());
        });
    }

    private CompletionStage<Void> changes(long afterSeq) {
        int limit = environment.settings().storePage();
        return environment.store().changes(name, afterSeq, limit).thenCompose(page -> {
            page.forEach(membership::apply);
            since.addAll(page);
            return page.size() < limit
                    ? CompletableFuture.completedStage(null)
                    : changes(page.get(page.size() - 1).seq());
        });
    }
}
