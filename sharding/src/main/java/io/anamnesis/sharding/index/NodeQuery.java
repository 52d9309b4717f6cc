package io.anamnesis.sharding.index;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one node is asked: a query whose parts that need the whole cluster have been answered before. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NodeQuery.Fitting.class, name = "fitting"),
    @JsonSubTypes.Type(value = NodeQuery.Aggregating.class, name = "aggregating"),
    @JsonSubTypes.Type(value = NodeQuery.Near.class, name = "near")
})
sealed interface NodeQuery {
    /** The time of the query, the same on all nodes. */
    Instant now();

    /** Who is nearest, by the criterion that asks for it. */
    List<Nearest> nearest();

    /**
     * Who is nearest for one criterion.
     *
     * @param of a {@link NearestTo}
     */
    record Nearest(Criterion of, Set<PatientId> patients) {}

    /** Who fits? */
    record Fitting(CohortQuery query, Instant now, List<Nearest> nearest) implements NodeQuery {}

    /** What do those who fit have in common? */
    record Aggregating(AggregateQuery query, Instant now, List<Nearest> nearest) implements NodeQuery {}

    /**
     * Who is near?
     *
     * @param leaveOut a patient who is no neighbour of himself
     * @param terms of the patient who is looked near, to tell what is shared
     */
    record Near(
            List<SpaceTarget> targets,
            int k,
            boolean exact,
            @Nullable Criterion filter,
            @Nullable PatientId leaveOut,
            List<String> terms,
            Instant now,
            List<Nearest> nearest)
            implements NodeQuery {}

    /** One space of a mix. */
    record SpaceTarget(String space, double weight, NearestTo.Vector vector) {}
}
