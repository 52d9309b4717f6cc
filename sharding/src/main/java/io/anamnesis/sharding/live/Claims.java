package io.anamnesis.sharding.live;

import io.anamnesis.protocol.message.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose word counts for which slice. A session is one node's numbered stream of reports: a report counts once and in its turn, whatever
 * is sent again or overtaken. The last to claim a slice has it. One thread.
 */
final class Claims {
    /** What becomes of a report by its number. */
    enum Turn {
        /** The next one. */
        NEXT,
        /** It has counted already. */
        AGAIN,
        /** Of a session that nobody here knows, or out of turn: the node begins a new one. */
        UNKNOWN
    }

    private static final class Session {
        long last;
        Instant heardAt;

        Session(Instant heardAt) {
            this.heardAt = heardAt;
        }
    }

    private static final class Slice {
        String session;
        /** Who has been named since the claim; null once all have been. */
        @Nullable
        Set<PatientId> named = new HashSet<>();

        Slice(String session) {
            this.session = session;
        }
    }

    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<Integer, Slice> slices = new HashMap<>();

    /** Notes a report. The first number of a session is 1. */
    Turn take(String id, long number, Instant now) {
        Session session = sessions.get(id);
        if (session == null) {
            if (number != 1) {
                return Turn.UNKNOWN;
            }
            forgetIdle();
            session = new Session(now);
            sessions.put(id, session);
        }
        session.heardAt = now;
        if (number <= session.last) {
            return Turn.AGAIN;
        }
        if (number != session.last + 1) {
            return Turn.UNKNOWN;
        }
        session.last = number;
        return Turn.NEXT;
    }

    /**
     * Whether a session is known up to a number; it is noted as alive. One that counted more before is one whose first reports came a second
     * time, late, to an entity that had forgotten it: what counts here is older than what was said.
     */
    boolean hear(String id, long number, Instant now) {
        Session session = sessions.get(id);
        if (session == null || session.last < number) {
            return false;
        }
        session.heardAt = now;
        return true;
    }

    /** Sessions that have no slice any more: their nodes left, or began new ones. */
    private void forgetIdle() {
        Set<String> owners = new HashSet<>();
        slices.values().forEach(slice -> owners.add(slice.session));
        sessions.keySet().retainAll(owners);
    }

    void claim(int slice, String session) {
        slices.put(slice, new Slice(session));
    }

    boolean has(String session, int slice) {
        Slice known = slices.get(slice);
        return known != null && known.session.equals(session);
    }

    /** Notes that a patient of a slice that is being compared is in. */
    void name(int slice, PatientId patient) {
        Set<PatientId> named = Objects.requireNonNull(slices.get(slice)).named;
        if (named != null) {
            named.add(patient);
        }
    }

    /** Ends the comparison of a slice: those who were named, or null where it had ended before. */
    @Nullable
    Set<PatientId> settle(int slice) {
        Slice known = Objects.requireNonNull(slices.get(slice));
        Set<PatientId> named = known.named;
        known.named = null;
        return named;
    }

    /** Slices that were compared and whose node has been heard of within a time. */
    int settled(Instant now, Duration within) {
        return (int) slices.values().stream()
                .filter(slice -> slice.named == null)
                .filter(slice -> {
                    Session session = sessions.get(slice.session);
                    return session != null && !session.heardAt.plus(within).isBefore(now);
                })
                .count();
    }
}
