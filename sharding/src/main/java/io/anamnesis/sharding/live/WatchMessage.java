package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import java.util.Set;

/** What a cohort's entity answers a node that reports. */
public sealed interface WatchMessage {
    /**
     * All reports of the session up to this one have counted and are durable.
     *
     * @param lost slices that the node spoke of and that are not its own: it claims those that it still has
     */
    record Heard(CohortName name, String session, long number, Set<Integer> lost) implements WatchMessage {}

    /** The entity does not know the session: it began anew. The node begins a new session too. */
    record Unknown(CohortName name, String session) implements WatchMessage {}

    /** Another version is current, or the cohort has ended. Also told to all nodes when a definition changes. */
    record Defined(LiveCohort cohort) implements WatchMessage {}

    /** There is no such cohort. */
    record Gone(CohortName name) implements WatchMessage {}

    /** What a reporter tells itself. */
    non-sealed interface Internal extends WatchMessage {}
}
