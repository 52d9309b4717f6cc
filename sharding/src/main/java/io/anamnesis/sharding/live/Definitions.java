package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a definition. Pure. */
final class Definitions {
    private Definitions() {}

    /** Why a criterion can't be a live cohort's, or null. */
    static @Nullable Rejection refusal(Criterion criterion, @Nullable LiveCohort current, LiveEnvironment environment) {
        if (asksWhoIsNear(criterion)) {
            return new Rejection.Malformed(
                    "/criteria",
                    "A live cohort can't ask who is nearest: one patient's vectors would move others in and out, so that each"
                            + " change would have to be compared with all patients. Ask POST /v1/cohorts/query.");
        }
        int most = environment.settings().maxCohorts();
        boolean lives = current != null && current.lives();
        int living = environment.living().getAsInt();
        return !lives && living >= most ? new Rejection.LimitReached("live cohorts", most, living + 1L) : null;
    }

    private static boolean asksWhoIsNear(Criterion criterion) {
        return criterion instanceof NearestTo || criterion.parts().stream().anyMatch(Definitions::asksWhoIsNear);
    }

    /** The same criterion is the same version, as long as the cohort lives. */
    static LiveCohort next(CohortMessage.Define define, @Nullable LiveCohort current, Instant now) {
        if (current != null && current.lives() && current.criterion().equals(define.criterion())) {
            return current.described(define.description());
        }
        return new LiveCohort(
                define.name(),
                current == null ? 1 : current.version() + 1,
                define.criterion(),
                define.description(),
                define.caller().subject(),
                now,
                null);
    }
}
