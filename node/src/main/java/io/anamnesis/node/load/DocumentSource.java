package io.anamnesis.node.load;

import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;

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
        ReadingOptions options =
                new ReadingOptions(name, hints.zone(), hints.observedAt(), hints.assembly(), hints.parameters());
        FindingPieces pieces = new FindingPieces(file, content.entry(), sink);
        try {
            reader.read(
                    content.in(),
                    options,
                    new FindingMessages(hints.patient(), hints.identities()::patient, file.modifiedAt(), pieces));
        } catch (UnreadableInput e) {
            pieces.refused(new Refusal(0, e.location(), e.code(), e.reason()));
        } catch (Interruption e) {
            throw e.interruption();
        }
    }
}
