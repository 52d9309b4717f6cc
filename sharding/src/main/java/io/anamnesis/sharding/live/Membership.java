package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.entity.Slices;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is in one cohort, and what a report changes in it. Pure but for its own state; one thread. */
final class Membership {
    private final int sliceCount;
    private final NavigableMap<PatientId, CohortMember> members = new TreeMap<>();
    private final Map<Integer, Set<PatientId>> bySlice = new HashMap<>();
    private Claims claims = new Claims();
    private int version;
    private long seq;

    /** @param sliceCount slices of the index */
    Membership(int sliceCount) {
        this.sliceCount = sliceCount;
    }

    /** What a report came to. */
    sealed interface Outcome {
        /**
         * It counted, now or before.
         *
         * @param changes that it made
         * @param lost slices that it spoke of and that are somebody else's
         */
        record Counted(List<CohortChange> changes, Set<Integer> lost) implements Outcome {}

        /** The node is to begin a new session. */
        enum Unknown implements Outcome {
            INSTANCE
        }
    }

    // ---- recovery

    /** A stored member, before any change. */
    void restore(CohortMember member) {
        members.put(member.patient(), member);
        slice(member.patient()).add(member.patient());
        seq = Math.max(seq, member.seq());
    }

    /** A change that was made before; one that stored members hold already changes nothing. */
    void apply(CohortChange change) {
        seq = Math.max(seq, change.seq());
        CohortMember known = members.get(change.patient());
        if (known != null && known.seq() > change.seq()) {
            return;
        }
        if (change.move() == CohortMove.ENTERED) {
            members.put(change.patient(), CohortMember.of(change));
            slice(change.patient()).add(change.patient());
        } else {
            members.remove(change.patient());
            slice(change.patient()).remove(change.patient());
        }
    }

    /** The number of the last change may be that of one whose member is gone since. */
    void reached(long at) {
        seq = Math.max(seq, at);
    }

    /** Another version judges from now on: everybody is to be compared. Members stay until they are. */
    void begin(int nextVersion) {
        version = nextVersion;
        claims = new Claims();
    }

    // ---- reports

    /** Takes a node's report. What is so already changes nothing. */
    Outcome report(String session, long number, List<ReportItem> items, Instant now) {
        Claims.Turn turn = claims.take(session, number, now);
        if (turn == Claims.Turn.UNKNOWN) {
            return Outcome.Unknown.INSTANCE;
        }
        List<CohortChange> changes = new ArrayList<>();
        Set<Integer> lost = new HashSet<>();
        if (turn == Claims.Turn.NEXT) {
            for (ReportItem item : items) {
                if (item instanceof ReportItem.Claim claim) {
                    claims.claim(claim.slice(), session);
                } else if (!claims.has(session, item.slice())) {
                    lost.add(item.slice());
                } else if (item instanceof ReportItem.Present present) {
                    present(present, changes);
                } else if (item instanceof ReportItem.Turned turned) {
                    turned(turned, changes);
                }
            }
        }
        return new Outcome.Counted(changes, lost);
    }

    private void present(ReportItem.Present page, List<CohortChange> changes) {
        for (ReportItem.Seen seen : page.patients()) {
            claims.name(page.slice(), seen.patient());
            if (!members.containsKey(seen.patient())) {
                change(seen.patient(), CohortMove.ENTERED, seen.seq(), page.at(), changes);
            }
        }
        Set<PatientId> named = page.last() ? claims.settle(page.slice()) : null;
        if (named != null) {
            for (PatientId member : List.copyOf(bySlice.getOrDefault(page.slice(), Set.of()))) {
                CohortMember known = members.get(member);
                if (known != null && !named.contains(member)) {
                    change(member, CohortMove.LEFT, known.patientSeq(), page.at(), changes);
                }
            }
        }
    }

    private void turned(ReportItem.Turned turned, List<CohortChange> changes) {
        if (members.containsKey(turned.patient()) != turned.in()) {
            CohortMove move = turned.in() ? CohortMove.ENTERED : CohortMove.LEFT;
            change(turned.patient(), move, turned.patientSeq(), turned.at(), changes);
        }
    }

    private void change(PatientId patient, CohortMove move, long patientSeq, Instant at, List<CohortChange> changes) {
        CohortChange change =
                new CohortChange(seq + 1, version, patient, move, patientSeq, at.truncatedTo(ChronoUnit.MILLIS));
        apply(change);
        changes.add(change);
    }

    /**
     * Of slices that a node has: those that are somebody else's, or nobody's. Null where its session is not known.
     *
     * @param number of the session's last report that the node knows to have counted
     */
    @Nullable
    Set<Integer> lost(String session, long number, Set<Integer> has, Instant now) {
        if (!claims.hear(session, number, now)) {
            return null;
        }
        Set<Integer> lost = new HashSet<>(has);
        lost.removeIf(slice -> claims.has(session, slice));
        return lost;
    }

    // ---- what is so

    long seq() {
        return seq;
    }

    int size() {
        return members.size();
    }

    /** Slices that are judged as a whole and watched by nodes that were heard of within a time. */
    int settled(Instant now, Duration within) {
        return claims.settled(now, within);
    }

    /** Members by patient id, behind one. */
    List<CohortMember> page(@Nullable PatientId after, int limit) {
        NavigableMap<PatientId, CohortMember> rest = after == null ? members : members.tailMap(after, false);
        return rest.values().stream().limit(limit).toList();
    }

    private Set<PatientId> slice(PatientId patient) {
        return bySlice.computeIfAbsent(Slices.of(patient, sliceCount), absent -> new HashSet<>());
    }
}
