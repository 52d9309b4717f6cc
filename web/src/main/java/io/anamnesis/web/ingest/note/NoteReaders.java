package io.anamnesis.web.ingest.note;

import io.anamnesis.web.ingest.reading.DocumentReader;
import java.util.List;

/** The readers of notes. */
public final class NoteReaders {
    private NoteReaders() {}

    /** In the order in which they are asked; {@code note-text} is never recognised and has to be named. */
    public static List<DocumentReader> all(NoteComposer composer) {
        return List.of(new SyntheaNotes(composer), new CsvNotes(composer), new TextNotes(composer));
    }
}
