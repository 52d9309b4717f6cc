package io.anamnesis.protocol.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a journal, ordered by (seq, writer).
 *
 * @param next where the next piece starts, or null at the end
 */
public record JournalPage(
        List<JournalEntry> entries, @Nullable Cursor next) {
    public JournalPage {
        entries = List.copyOf(entries);
    }

    /** The place after an entry: events with greater (seq, writer) follow. */
    public record Cursor(long seq, String writer) {
        /** Everything from this sequence number on. */
        public static Cursor from(long seq) {
            return new Cursor(seq, "");
        }
    }
}
