package io.anamnesis.node.load;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.web.ingest.DocumentFormats;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.embedding.EmbeddingSettings;
import io.anamnesis.web.ingest.note.embedding.MiniLmEmbedder;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.Contents;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import io.anamnesis.web.ingest.wearable.WearableFormats;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens gzip and zip, and finds the reader of every document by what is in it, never by its name. */
final class Sources implements AutoCloseable {
    /** A file on one's own disk may be larger than an upload. */
    private static final long MAX_BYTES = 8L << 30;

    private static final int OPENING_BYTES = 4;

    private final ReadHints hints;
    private final SentenceEmbedder embedder;
    private final DocumentIntake documents;

    Sources(ReadHints hints) {
        this.hints = hints;
        // the same vectors as an upload gets: they are part of what a message says
        this.embedder = MiniLmEmbedder.of(EmbeddingSettings.from(ConfigFactory.load()));
        this.documents =
                new DocumentIntake(DocumentFormats.readers(new NoteComposer(embedder), hints.identities()), MAX_BYTES);
    }

    /** Reads the file; a document that no reader recognises is refused as a whole. */
    void read(SourceFile file, InputStream in, MessageSink sink) throws IOException, InterruptedException {
        BufferedInputStream all = new BufferedInputStream(in, Content.BEGINNING_BYTES);
        all.mark(OPENING_BYTES);
        byte[] opening = all.readNBytes(OPENING_BYTES);
        all.reset();
        if (new StudySource(hints, MAX_BYTES).read(file, opening, sink)) {
            return;
        }
        try {
            Contents.visit(all, MAX_BYTES, new Contents.Visitor() {
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

    @Override
    public void close() {
        embedder.close();
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
