package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cohort's entity answers a question with. */
public sealed interface CohortReply {
    /** How the cohort stands. */
    record State(CohortState state) implements CohortReply {}

    /**
     * A page of members.
     *
     * @param next behind whom the next page begins; null for the last page
     */
    record Members(
            CohortState state,
            List<CohortMember> members,
            @Nullable PatientId next) implements CohortReply {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** No answer, and why. */
    record Rejected(Rejection rejection) implements CohortReply {}
}
