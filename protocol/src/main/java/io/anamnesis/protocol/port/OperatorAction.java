package io.anamnesis.protocol.port;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator did to the cluster.
 *
 * @param id begins with the time, so that ids are in the order of time; ISO 8601 in UTC with milliseconds, a dash, 8 hex digits
 * @param by who, an opaque account id
 * @param verb such as {@code drain}
 * @param target whom it was done to, {@code host:port}
 * @param reason as the operator gave it
 * @param outcome what came of it, for people
 * @param settledAt null while it is under way
 */
public record OperatorAction(
        String id,
        Instant at,
        String by,
        String verb,
        String target,
        String reason,
        State state,
        String outcome,
        @Nullable Instant settledAt) {
    /** How far it is. */
    public enum State {
        /** It was asked for; where the node that was asked ended too, it stays so. */
        ASKED,
        /** It came about. */
        DONE,
        /** It did not. */
        FAILED
    }

    /** The month of an instant, UTC. */
    public static YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    /** The same with what came of it. */
    public OperatorAction settled(State end, String what, Instant when) {
        return new OperatorAction(id, at, by, verb, target, reason, end, what, when);
    }
}
