package io.anamnesis.protocol.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A message that was neither accepted nor refused, but kept aside with the reason.
 *
 * @param id {@code yyyy-MM-dd} of receipt, a dash, 32 hex digits of a hash of the document: the same one twice a day is one
 * @param patient whom it says it is about
 * @param sourceSystem where it says it comes from
 * @param rule the expectation that it did not meet
 * @param pointer RFC 6901 pointer of what did not meet it
 * @param reason for people; holds no clinical value
 * @param document the message as it came; JSON null in a page
 * @param settledBy who replayed or discarded it; null while it is open
 */
public record Quarantined(
        String id,
        Instant receivedAt,
        PatientId patient,
        String sourceSystem,
        String rule,
        String pointer,
        String reason,
        JsonNode document,
        State state,
        @Nullable Instant settledAt,
        @Nullable String settledBy) {
    /** What became of it. */
    public enum State {
        /** Nobody has decided. */
        OPEN,
        /** It was recorded, as it was or corrected. */
        REPLAYED,
        /** It will not be recorded. */
        DISCARDED
    }

    /** The day that the id begins with. */
    public LocalDate day() {
        return LocalDate.parse(id.substring(0, 10));
    }

    /** The day of an instant, UTC, as in an id. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Whether the text has the form of an id. */
    public static boolean isId(String text) {
        return text.matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d)-[0-9a-f]{32}")
                || text.matches("\\d{4}-(0[13-9]|1[0-2])-30-[0-9a-f]{32}")
                || text.matches("\\d{4}-(0[13578]|1[02])-31-[0-9a-f]{32}");
    }

    /** The same without the message: pages would hold as many megabytes as they have entries. */
    public Quarantined withoutDocument() {
        return new Quarantined(
                id,
                receivedAt,
                patient,
                sourceSystem,
                rule,
                pointer,
                reason,
                NullNode.getInstance(),
                state,
                settledAt,
                settledBy);
    }

    /** The same, decided. */
    public Quarantined settled(State newState, Instant at, String by) {
        return new Quarantined(
                id, receivedAt, patient, sourceSystem, rule, pointer, reason, document, newState, at, by);
    }
}
