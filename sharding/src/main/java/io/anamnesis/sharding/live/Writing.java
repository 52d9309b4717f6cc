package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.LiveCohort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write of a cohort's entity under way.
 *
 * @param changes to be appended, or none
 * @param definition to be written, or null
 * @param afterwards answers that may be given when it is durable
 * @param attempt from 1
 */
record Writing(List<CohortChange> changes, @Nullable LiveCohort definition, List<Runnable> afterwards, int attempt) {
    Writing again() {
        return new Writing(changes, definition, afterwards, attempt + 1);
    }
}
