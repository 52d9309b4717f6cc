package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;

/**
 * A plain text file as one note, where the sender says that it is one: anything can look like text, so content never tells.
 * Its id is the parameter {@code note-id}, else the document's name; its type the parameter {@code note-type}; its language
 * {@code language}; its time see {@link NoteWhen}. Whom it is about the text does not say in a way that can be relied on, so
 * the finding has no subject.
 */
public final class TextNotes implements DocumentReader {
    static final Source SOURCE = new Source("note-text", null);

    private final NoteComposer composer;

    public TextNotes(NoteComposer composer) {
        this.composer = composer;
    }

    @Override
    public DocumentFormat format() {
        return new DocumentFormat("note-text", Modality.NOTES, "only by name", "one note");
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return false;
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        String text = PlainText.read(in, ClinicalNote.MAX_CHARS);
        String id = options.parameters().getOrDefault("note-id", options.document() == null ? "" : options.document());
        if (id.isBlank() || id.length() > 256) {
            throw new UnreadableInput(
                    "note-id-required", "give note-id, or a document's name, of 1 to 256 characters", "input");
        }
        NoteWhen when = NoteWhen.of(options);
        Instant observedAt = when.observedAt();
        if (observedAt == null) {
            throw new UnreadableInput(
                    "time-required", "a text has no time of its own; give observedAt or note-date", "input");
        }
        NoteComposer.Head head = new NoteComposer.Head(
                id,
                options.parameters().get("note-type"),
                options.parameters().get("language"),
                options.parameters().get("title"),
                when.date());
        ClinicalNote note =
                composer.compose(head, text, (code, reason) -> sink.refused(new Refusal(1, "embedding", code, reason)));
        sink.found(new Finding(
                null,
                SOURCE,
                observedAt,
                null,
                Set.of("phi"),
                new Payload.NotePayload(note),
                Origin.shortened(options.document(), 1, null)));
    }
}
