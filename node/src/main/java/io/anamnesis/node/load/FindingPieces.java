package io.anamnesis.node.load;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of documents finds in a file, on its way.
 *
 * @param entry of an archive; null for the file itself
 */
record FindingPieces(SourceFile file, @Nullable String entry, MessageSink sink) implements FindingMessages.Output {
    @Override
    public void message(ModalityMessage message) {
        Origin origin = message.origin();
        Place place = place(origin == null ? 0 : origin.line(), origin == null ? null : origin.element());
        try {
            sink.message(MessageCodec.toJson(message), place);
        } catch (InterruptedException e) {
            throw new Interruption(e);
        }
    }

    @Override
    public void refused(Refusal refusal) {
        sink.refused(place(refusal.line(), refusal.element()), refusal.code(), refusal.reason());
    }

    private Place place(long line, @Nullable String element) {
        String where = entry == null ? element : element == null ? entry : entry + " " + element;
        return new Place(file.path(), line, where);
    }
}
