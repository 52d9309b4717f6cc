package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.WriterMark;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where the journal must be read so that no event of any writer is missed.
 *
 * <p>A writer leaves a mark before its first append. As long as the mark is <em>open</em>, events of that writer may turn up
 * anywhere behind what was seen of it last: a write that timed out may still land, and on the other side of a partition the
 * writer may have gone on. So reading starts behind the last seen event of each open writer. A writer is sealed once it
 * stopped cleanly, or has not renewed its mark within the horizon, within which it renews or stops writing.
 */
final class RecoveryPlan {
    private final @Nullable JournalPosition position;
    private final Map<WriterId, WriterMark> marks = new HashMap<>();
    private final long readFrom;
    private final Set<WriterId> sealed = new HashSet<>();

    RecoveryPlan(@Nullable JournalPosition position, List<WriterMark> marks, Instant now, Duration horizon) {
        this.position = position;
        marks.forEach(mark -> this.marks.put(mark.writer(), mark));
        long from = position == null ? 1 : position.seq() + 1;
        for (WriterMark mark : marks) {
            from = Math.min(from, nextOf(mark));
            if (mark.closed() || mark.touchedAt().plus(horizon).isBefore(now)) {
                sealed.add(mark.writer());
            }
        }
        this.readFrom = Math.max(1, from);
    }

    private long nextOf(WriterMark mark) {
        Long seen = position == null ? null : position.covered(mark.writer());
        if (seen == null) {
            return mark.firstSeq();
        }
        return mark.closed() && seen >= mark.lastSeq() ? Long.MAX_VALUE : seen + 1;
    }

    /** The first number to read. */
    long readFrom() {
        return readFrom;
    }

    /** Writers that write no more: after the reading all their events are known, and their marks can be forgotten. */
    Set<WriterId> sealed() {
        return sealed;
    }

    /** Writers that the journal knows of. */
    Set<WriterId> known() {
        return marks.keySet();
    }

    /** Whether the snapshot holds an event already. */
    boolean covers(JournalEntry entry) {
        if (position == null) {
            return false;
        }
        Long seen = position.covered(entry.writer());
        if (seen != null) {
            return entry.seq() <= seen;
        }
        boolean forgotten = !marks.containsKey(entry.writer());
        return forgotten && entry.seq() <= position.seq();
    }
}
