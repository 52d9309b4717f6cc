package io.anamnesis.sharding.entity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a profile has come in the journal, writer by writer. */
final class JournalPosition {
    private static final ObjectMapper CBOR = WireMappers.cluster();

    private final Map<String, Long> covered = new HashMap<>();
    private long seq;
    private long lastForkSeq;

    private record Form(int version, long seq, long lastForkSeq, Map<String, Long> covered) {}

    /** The greatest number folded in. */
    long seq() {
        return seq;
    }

    /** The greatest number that two writers used; 0 where none did. A watcher that has seen no more than this starts anew. */
    long lastForkSeq() {
        return lastForkSeq;
    }

    /** The last event of a writer that is folded in; null where the writer is not known. */
    @Nullable
    Long covered(WriterId writer) {
        return covered.get(writer.value());
    }

    /** Takes note of an event; true where its number was used before, which only happens where two writers forked. */
    boolean add(JournalEntry entry) {
        return add(entry.seq(), entry.writer());
    }

    boolean add(long eventSeq, WriterId writer) {
        boolean fork = eventSeq <= seq;
        seq = Math.max(seq, eventSeq);
        covered.merge(writer.value(), eventSeq, Math::max);
        if (fork) {
            lastForkSeq = Math.max(lastForkSeq, eventSeq);
        }
        return fork;
    }

    /** Keeps writers that are still known to the journal; the others were forgotten by an earlier recovery. */
    void retain(Set<WriterId> known) {
        covered.keySet().removeIf(writer -> !known.contains(new WriterId(writer)));
    }

    byte[] toBytes() {
        try {
            return CBOR.writeValueAsBytes(new Form(1, seq, lastForkSeq, covered));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    static @Nullable JournalPosition fromBytes(byte @Nullable [] bytes) {
        try {
            Form form = bytes == null ? null : CBOR.readValue(bytes, Form.class);
            if (form == null || form.version() != 1) {
                return null;
            }
            JournalPosition position = new JournalPosition();
            position.seq = form.seq();
            position.lastForkSeq = form.lastForkSeq();
            position.covered.putAll(form.covered());
            return position;
        } catch (IOException e) {
            return null; // not ours: the journal is read from its start
        }
    }
}
