package io.anamnesis.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.RawText;
import io.anamnesis.protocol.patient.PatientEvent;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.port.JournalEntry;

/**
 * Events as the journal stores them, with {@link RawText} apart from all else. The type name in the entry is permanent and is
 * never a class name.
 */
public final class EventCodec {
    private EventCodec() {}

    /** The stored form. */
    public static JournalEntry toEntry(PatientEvent event) {
        return event.match(recorded -> toEntry(recorded, MessageCodec.encode(recorded.message())));
    }

    /** As {@link #toEntry(PatientEvent)}, for a caller that has encoded the event's message. */
    public static JournalEntry toEntry(MessageRecorded recorded, EncodedMessage encoded) {
        ModalityMessage message = recorded.message();
        String text = RawText.of(message.payload());
        return new JournalEntry(
                recorded.seq(),
                recorded.writer(),
                message.id(),
                MessageRecorded.TYPE,
                message.schemaVersion(),
                message.source().system(),
                message.observedAt(),
                recorded.receivedAt(),
                text == null ? encoded.toCbor() : MessageCodec.withoutRawText(message),
                text == null ? null : Frame.wrap(text.getBytes(UTF_8)));
    }

    /**
     * The event of a stored entry.
     *
     * @throws MalformedMessage where the type is not known or the bytes are damaged
     */
    public static PatientEvent fromEntry(JournalEntry entry) throws MalformedMessage {
        if (!entry.type().equals(MessageRecorded.TYPE)) {
            throw new MalformedMessage("", "an event of unknown type " + entry.type());
        }
        return new MessageRecorded(
                entry.seq(),
                entry.writer(),
                entry.receivedAt(),
                MessageCodec.fromCbor(entry.payload(), entry.rawText()));
    }
}
