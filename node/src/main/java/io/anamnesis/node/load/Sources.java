package io.anamnesis.node.load;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.web.ingest.DocumentFormats;
import io.anamnesis.web.ingest.foreign.ForeignDocuments;
import io.anamnesis.web.ingest.foreign.ForeignKind;
import io.anamnesis.web.ingest.foreign.ForeignKinds;
import io.anamnesis.web.ingest.imaging.nrrd.NrrdReader;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.embedding.EmbeddingSettings;
import io.anamnesis.web.ingest.note.embedding.MiniLmEmbedder;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.reading.Content;
import io.anamnesis.web.ingest.reading.Contents;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import io.anamnesis.web.ingest.wearable.WearableFormats;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens gzip and zip, and finds the reader of every document by what is in it, never by its name; but for files that belong
 * together, studies and pairs of volumes, which are such by their names.
 */
final class Sources implements AutoCloseable {
    /** A file on one's own disk may be larger than an upload. */
    private static final long MAX_BYTES = 8L << 30;

    private static final int OPENING_BYTES = 4;

    private final ReadHints hints;
    private final SentenceEmbedder embedder;
    private final References references;
    private final DocumentIntake documents;

    /** @param vectors whether notes get their vectors, which cost more than all the rest */
    Sources(ReadHints hints, boolean vectors) {
        this.hints = hints;
        // the same vectors as an upload gets: they are part of what a message says
        this.embedder =
                vectors ? MiniLmEmbedder.of(EmbeddingSettings.from(ConfigFactory.load())) : SentenceEmbedder.NONE;
        this.references = new References(hints.references());
        this.documents = new DocumentIntake(
                DocumentFormats.readers(new NoteComposer(embedder), hints.identities(), references::of), MAX_BYTES);
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
    public void close() throws IOException {
        embedder.close();
        references.close();
    }

    private void one(SourceFile file, Content content, MessageSink sink) throws IOException, InterruptedException {
        VolumePair pair = content.entry() == null && NrrdReader.recognises(content.beginning())
                ? VolumePair.of(file.path())
                : null;
        if (pair != null && pair.isReadWithImage(file.path())) {
            return;
        }
        Optional<Known> known = pair == null
                ? find(content.beginning())
                : Optional.of(new Known(VolumePairSource.FORMAT, new VolumePairSource(hints, pair)));
        Place place = new Place(file.path(), 0, content.entry());
        if (known.isPresent()) {
            read(known.get(), file, content, sink, place);
            return;
        }
        Optional<ForeignKind> kind =
                ForeignKinds.certain(content.beginning()).or(() -> ForeignKinds.likely(content.beginning()));
        if (kind.isPresent()) {
            sink.foreign(place, kind.get());
        } else {
            sink.refused(place, "unknown-format", "No reader recognises the content of this file.");
        }
    }

    /** A fault of a reader costs its document and ends no load. */
    private static void read(Known known, SourceFile file, Content content, MessageSink sink, Place place)
            throws IOException, InterruptedException {
        sink.document(known.format());
        try {
            known.source().read(file, content, sink);
        } catch (Interruption | SendingLane.Closed | LoadReport.Unwritable e) {
            throw e;
        } catch (UncheckedIOException e) {
            sink.refused(place, "unreadable-file", String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            sink.refused(place, "reader-failed", "The reader failed, which is a fault of ours: " + where(e));
        } finally {
            sink.documentEnd();
        }
    }

    /** Class and place of a failure; never its message, which may hold what the file says. */
    private static String where(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private record Known(FormatName format, MessageSource source) {}

    /** Those that prove themselves first: exports of wearables end with a reader of any table. */
    private Optional<Known> find(byte[] beginning) {
        if (NdjsonSource.recognises(beginning)) {
            return Optional.of(new Known(FormatName.MESSAGES, new NdjsonSource()));
        }
        Optional<DocumentReader> document = documents.recognise(beginning);
        if (document.isPresent()) {
            DocumentReader reader = document.get();
            return reader instanceof ForeignDocuments
                    ? Optional.empty()
                    : Optional.of(new Known(
                            new FormatName(
                                    reader.format().modality().wireName(),
                                    reader.format().name()),
                            new DocumentSource(hints, reader)));
        }
        return WearableFormats.recognise(beginning)
                .map(format -> new Known(
                        new FormatName(Modality.WEARABLES.wireName(), format.name()),
                        new WearableSource(hints, format)));
    }

    private static void refuse(SourceFile file, @Nullable String entry, UnreadableInput why, MessageSink sink) {
        sink.refused(new Place(file.path(), 0, entry), why.code(), why.location() + ": " + why.reason());
    }
}
