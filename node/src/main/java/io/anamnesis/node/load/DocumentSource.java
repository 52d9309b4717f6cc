package io.anamnesis.node.load;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads documents of genomics, imaging, notes and clinical records, in the format that their content shows. */
final class DocumentSource implements MessageSource {
    private final ReadHints hints;
    private final DocumentReader reader;

    DocumentSource(ReadHints hints, DocumentReader reader) {
        this.hints = hints;
        this.reader = reader;
    }

    @Override
    public void read(SourceFile file, Content content, MessageSink sink) throws IOException, InterruptedException {
        String name = content.within(String.valueOf(file.path().getFileName()));
        ReadingOptions options = new ReadingOptions(name, hints.zone(), null, null, Map.of());
        Pieces pieces = new Pieces(file, content.entry(), sink);
        try {
            reader.read(
                    content.in(),
                    options,
                    new FindingMessages(hints.patient(), subject -> Optional.empty(), file.modifiedAt(), pieces));
        } catch (UnreadableInput e) {
            pieces.refused(new Refusal(0, e.location(), e.code(), e.reason()));
        } catch (Interruption e) {
            throw e.interruption();
        }
    }

    private record Pieces(SourceFile file, @Nullable String entry, MessageSink sink) implements FindingMessages.Output {
        @Override
        public void message(ModalityMessage message) {
            Origin origin = message.origin();
            Place place = place(origin == null ? 0 : origin.line(), origin == null ? null : origin.element());
            try {
                sink.message(new OutgoingMessage(MessageCodec.toJson(message), place));
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
}
