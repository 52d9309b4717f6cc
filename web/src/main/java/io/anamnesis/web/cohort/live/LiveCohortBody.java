package io.anamnesis.web.cohort.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.sharding.client.LiveCohorts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Live cohorts as they are shown. */
final class LiveCohortBody {
    private LiveCohortBody() {}

    /** A definition. */
    record Definition(
            String name,
            int version,
            Criterion criteria,
            String description,
            String createdBy,
            Instant createdAt,
            @Nullable Instant endedAt) {
        static Definition of(LiveCohort cohort) {
            return new Definition(
                    cohort.name().value(),
                    cohort.version(),
                    cohort.criterion(),
                    cohort.description(),
                    cohort.createdBy(),
                    cohort.createdAt(),
                    cohort.endedAt());
        }
    }

    /** How much of all patients is judged by this version. */
    record Settled(int slices, int of) {}

    /** How a cohort stands. */
    record State(Definition cohort, long seq, long members, Settled settled) {
        static State of(CohortState state) {
            return new State(
                    Definition.of(state.cohort()),
                    state.seq(),
                    state.members(),
                    new Settled(state.settledSlices(), state.slices()));
        }
    }

    /** A page of definitions. */
    record Definitions(List<Definition> cohorts, @Nullable String nextAfter) {
        static Definitions of(List<LiveCohort> page, int limit) {
            return new Definitions(
                    page.stream().map(Definition::of).toList(),
                    page.size() < limit ? null : page.get(limit - 1).name().value());
        }
    }

    /** A page of members. */
    record Members(
            long seq,
            long members,
            Settled settled,
            List<CohortMember> patients,
            @Nullable PatientId nextAfter) {
        static Members of(LiveCohorts.Members page) {
            State state = State.of(page.state());
            return new Members(state.seq(), state.members(), state.settled(), page.members(), page.next());
        }
    }

    /** A page of the history. */
    record History(List<CohortChange> changes, @Nullable Long nextAfterSeq) {
        static History of(List<CohortChange> page, int limit) {
            return new History(
                    page,
                    page.size() < limit ? null : (Long) page.get(limit - 1).seq());
        }
    }
}
