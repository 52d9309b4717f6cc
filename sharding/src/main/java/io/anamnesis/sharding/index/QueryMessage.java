package io.anamnesis.sharding.index;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.trace.RequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What query desks and the sessions that ask them say to each other, over the cluster. */
public sealed interface QueryMessage {
    /**
     * Answer for slices. Answered by {@code Part} or {@code Refused}.
     *
     * @param id chosen by the asker; comes back with the answer
     * @param slices those that are wanted, or null for all that are there
     * @param waitMillis how long changes may be waited for
     * @param request that it is part of, or null
     */
    record Ask(
            long id,
            NodeQuery query,
            @Nullable Set<Integer> slices,
            long waitMillis,
            ActorRef<QueryMessage> replyTo,
            @Nullable RequestContext request)
            implements QueryMessage {}

    /**
     * An answer.
     *
     * @param slices that it is of: all of their patients, with every change of before the ask
     * @param patients in these slices
     */
    record Part(long id, Set<Integer> slices, long patients, NodePart part) implements QueryMessage {}

    /** No answer, and why. */
    record Refused(long id, Rejection rejection) implements QueryMessage {}

    /** Nobody waits for the answer any more. */
    record Cancel(long id, ActorRef<QueryMessage> replyTo) implements QueryMessage {}

    /** What an actor tells itself. */
    non-sealed interface Internal extends QueryMessage {}
}
