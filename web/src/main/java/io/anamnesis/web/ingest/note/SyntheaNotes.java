package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PartialDate;
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
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The notes that Synthea writes: one text a patient, in it a note an encounter, each after its date on a line of its own.
 * Whom they are about only the document's name says, {@code name_id.txt}; without it they are refused.
 */
public final class SyntheaNotes implements DocumentReader {
    private static final Source SOURCE = new Source("synthea", null);
    private static final Pattern OPENING =
            Pattern.compile("\\s{0,16}\\d{4}-\\d{2}-\\d{2}\\s{1,16}# Chief Complaint\\s");
    private static final Pattern PATIENT =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.txt$");

    private final NoteComposer composer;

    public SyntheaNotes(NoteComposer composer) {
        this.composer = composer;
    }

    @Override
    public DocumentFormat format() {
        return new DocumentFormat(
                "synthea-notes", Modality.NOTES, "a date on a line, then # Chief Complaint", "a note an encounter");
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return OPENING.matcher(new String(beginning, 0, Math.min(beginning.length, 512), StandardCharsets.UTF_8))
                .lookingAt();
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        Notes notes = new Notes(options, sink);
        TextPieces.read(in, ClinicalNote.MAX_CHARS, notes::line);
        notes.end();
    }

    /** Parts the lines at dates; of a note no more is held than may be taken. */
    private final class Notes {
        private final ReadingOptions options;
        private final FindingSink sink;
        private final Finding.@Nullable Subject subject;
        private final Map<LocalDate, Integer> ofDay = new HashMap<>();
        private final StringBuilder held = new StringBuilder();
        private @Nullable LocalDate date;
        private long chars;
        private int beginLine;
        private boolean any;

        Notes(ReadingOptions options, FindingSink sink) {
            this.options = options;
            this.sink = sink;
            this.subject = subject(options.document());
        }

        /** @param text with its end, cut where it is too long; {@code length} is its true length */
        void line(int number, String text, long length) {
            any |= !text.isBlank();
            LocalDate next = date(text);
            if (next == null) {
                chars += length;
                if (held.length() <= ClinicalNote.MAX_CHARS) {
                    held.append(text);
                }
                return;
            }
            note(held.toString(), chars, date, beginLine, subject, ofDay, options, sink);
            held.setLength(0);
            chars = 0;
            date = next;
            beginLine = number;
        }

        void end() {
            if (!any) {
                throw new UnreadableInput("empty-input", "the text is blank", "input");
            }
            note(held.toString(), chars, date, beginLine, subject, ofDay, options, sink);
        }
    }

    private static Finding.@Nullable Subject subject(@Nullable String document) {
        Matcher patient = PATIENT.matcher(document == null ? "" : document);
        return patient.find() ? new Finding.Subject("synthea", patient.group(1)) : null;
    }

    private static @Nullable LocalDate date(String line) {
        if (line.length() < 10 || line.length() > 13) {
            return null;
        }
        try {
            return LocalDate.parse(line.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private void note(
            String note,
            long chars,
            @Nullable LocalDate date,
            int line,
            Finding.@Nullable Subject subject,
            Map<LocalDate, Integer> ofDay,
            ReadingOptions options,
            FindingSink sink) {
        if (date == null) {
            if (!note.isBlank()) {
                sink.refused(new Refusal(1, null, "missing-time", "text before the first date"));
            }
            return;
        }
        if (options.zone() == null) {
            throw new UnreadableInput(
                    "zone-required",
                    "the notes' dates are local; give the zone in which they were written",
                    "line " + line);
        }
        int number = ofDay.merge(date, 1, Integer::sum);
        if (subject == null) {
            sink.refused(new Refusal(
                    line, null, "subject-required", "the document's name does not end in the patient's id and .txt"));
        } else if (chars > ClinicalNote.MAX_CHARS) {
            sink.refused(new Refusal(
                    line,
                    null,
                    "note-too-long",
                    "the limit is " + ClinicalNote.MAX_CHARS + " characters, here " + chars));
        } else if (note.isBlank()) {
            sink.refused(new Refusal(line, null, "empty-note", "a date without a note"));
        } else {
            PartialDate day = PartialDate.day(date);
            ClinicalNote composed = composer.compose(
                    new NoteComposer.Head(subject.identifier() + "|" + date + "|" + number, null, "en", null, day),
                    note,
                    (code, reason) -> sink.refused(new Refusal(line, "embedding", code, reason)));
            sink.found(new Finding(
                    subject,
                    SOURCE,
                    NoteWhen.startOf(day, options.zone()),
                    null,
                    Set.of("phi"),
                    new Payload.NotePayload(composed),
                    Origin.shortened(options.document(), line, null)));
        }
    }
}
