package io.anamnesis.node.load;

import io.anamnesis.web.ingest.DocumentFormats;
import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.Contents;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import io.anamnesis.web.ingest.wearable.WearableFormats;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens gzip and zip, and finds the reader of every document by what is in it, never by its name. */
final class Sources {
    /** A file on one's own disk may be larger than an upload. */
    private static final long MAX_BYTES = 8L << 30;

    private final ReadHints hints;
    private final DocumentIntake documents = new DocumentIntake(DocumentFormats.readers(), MAX_BYTES);

    Sources(ReadHints hints) {
        this.hints = hints;
    }

    /** Reads the file; a document that no reader recognises is refused as a whole. */
    void read(SourceFile file, InputStream in, MessageSink sink) throws IOException, InterruptedException {
        try {
            Contents.visit(in, MAX_BYTES, new Contents.Visitor() {
                @Override
                public void document(Content content) throws IOException {
                    try {
                        one(file, content, sink);
                    } catch (InterruptedException e) {
                        throw new Interruption(e);
                    }
                }

                @Override
                public void unreadable(@Nullable String entry, UnreadableInput why) {
                    refuse(file, entry, why, sink);
                }
            });
        } catch (UnreadableInput e) {
            refuse(file, null, e, sink);
        } catch (Interruption e) {
            throw e.interruption();
        }
    }

    private void one(SourceFile file, Content content, MessageSink sink) throws IOException, InterruptedException {
        Optional<MessageSource> source = find(content.beginning());
        if (source.isPresent()) {
            source.get().read(file, content, sink);
        } else {
            sink.refused(
                    new Place(file.path(), 0, content.entry()),
                    "unknown-format",
                    "No reader recognises the content of this file.");
        }
    }

    /** Those that prove themselves first: exports of wearables end with a reader of any table. */
    private Optional<MessageSource> find(byte[] beginning) {
        if (NdjsonSource.recognises(beginning)) {
            return Optional.of(new NdjsonSource());
        }
        Optional<MessageSource> document =
                documents.recognise(beginning).map(reader -> new DocumentSource(hints, reader));
        return document.isPresent()
                ? document
                : WearableFormats.recognise(beginning).map(format -> new WearableSource(hints, format));
    }

    private static void refuse(SourceFile file, @Nullable String entry, UnreadableInput why, MessageSink sink) {
        sink.refused(new Place(file.path(), 0, entry), why.code(), why.location() + ": " + why.reason());
    }
}
