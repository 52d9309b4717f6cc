package io.anamnesis.web.ingest.note;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
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
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables with a note a row: ACI-Bench ({@code encounter_id}, {@code note}), MTS-Dialog ({@code ID}, {@code section_text}),
 * MTSamples ({@code description}, {@code text}). None says whom a note is about: the parameter {@code subject-column} names the
 * column that does, without it each row is refused. Their time see {@link NoteWhen}.
 */
public final class CsvNotes implements DocumentReader {
    private static final int MAX_RECORD_CHARS = 4 << 20;

    /** Columns of a known table; the id is the row's line where there is none. */
    private record Layout(
            String system,
            List<String> header,
            String text,
            @Nullable String id,
            @Nullable String title) {}

    private static final List<Layout> LAYOUTS = List.of(
            new Layout(
                    "aci-bench", List.of("dataset", "encounter_id", "dialogue", "note"), "note", "encounter_id", null),
            new Layout(
                    "mts-dialog",
                    List.of("ID", "section_header", "section_text", "dialogue"),
                    "section_text",
                    "ID",
                    "section_header"),
            new Layout("mtsamples", List.of("label", "description", "text"), "text", null, "description"));

    private final NoteComposer composer;

    public CsvNotes(NoteComposer composer) {
        this.composer = composer;
    }

    @Override
    public DocumentFormat format() {
        return new DocumentFormat(
                "note-csv", Modality.NOTES, "the header of ACI-Bench, MTS-Dialog or MTSamples", "a note a row");
    }

    @Override
    public boolean recognises(byte[] beginning) {
        String start = new String(beginning, 0, Math.min(beginning.length, 256), StandardCharsets.UTF_8);
        String header = start.lines().findFirst().orElse("");
        return layout(List.of(header.strip().split(",", -1))) != null;
    }

    private static @Nullable Layout layout(List<String> header) {
        for (Layout each : LAYOUTS) {
            if (each.header().equals(header)) {
                return each;
            }
        }
        return null;
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        // closing a reader closes its input, which is the caller's
        InputStreamReader decoded = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        long line = 1;
        try {
            CsvReader<CsvRecord> rows = CsvReader.builder()
                    .maxBufferSize(MAX_RECORD_CHARS)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(decoded);
            Rows reading = null;
            for (CsvRecord row : rows) {
                line = row.getStartingLineNumber();
                if (reading == null) {
                    reading = rows(row.getFields(), options, sink);
                } else {
                    reading.take(row);
                }
            }
            if (reading == null) {
                throw new UnreadableInput("empty-input", "no header", "input");
            }
        } catch (CsvParseException e) {
            throw new UnreadableInput(
                    "malformed-row",
                    "a record can't be parted into cells, or is longer than " + MAX_RECORD_CHARS + " characters",
                    "after line " + line);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new UnreadableInput("not-text", "the bytes are not UTF-8", "after line " + line);
            }
            throw e.getCause();
        }
    }

    private Rows rows(List<String> header, ReadingOptions options, FindingSink sink) {
        Layout layout = layout(header);
        if (layout == null) {
            throw new UnreadableInput("unrecognised-format", "the header is of no known table of notes", "line 1");
        }
        String subject = options.parameters().get("subject-column");
        if (subject != null && !header.contains(subject)) {
            throw new UnreadableInput(
                    "bad-parameter", "subject-column names no column of the header", "parameter subject-column");
        }
        return new Rows(layout, header, subject, NoteWhen.of(options), options.document(), sink);
    }

    /** One table being read. */
    private final class Rows {
        private final Layout layout;
        private final List<String> header;
        private final @Nullable String subjectColumn;
        private final NoteWhen when;
        private final @Nullable String document;
        private final FindingSink sink;

        Rows(
                Layout layout,
                List<String> header,
                @Nullable String subjectColumn,
                NoteWhen when,
                @Nullable String document,
                FindingSink sink) {
            this.layout = layout;
            this.header = header;
            this.subjectColumn = subjectColumn;
            this.when = when;
            this.document = document;
            this.sink = sink;
        }

        void take(CsvRecord row) {
            long line = row.getStartingLineNumber();
            if (row.getFieldCount() != header.size()) {
                refuse(line, null, "malformed-row", "more or fewer cells than the header has");
                return;
            }
            String text = cell(row, layout.text());
            String subject =
                    subjectColumn == null ? "" : cell(row, subjectColumn).strip();
            Instant observedAt = when.observedAt();
            if (subject.isEmpty()) {
                refuse(
                        line,
                        subjectColumn,
                        "subject-required",
                        "nothing says whom the note is about; name subject-column");
            } else if (observedAt == null) {
                refuse(line, null, "time-required", "the note has no time of its own; give observedAt or note-date");
            } else if (text.isBlank()) {
                refuse(line, layout.text(), "empty-note", "the note is blank");
            } else if (text.length() > ClinicalNote.MAX_CHARS) {
                refuse(
                        line,
                        layout.text(),
                        "note-too-long",
                        "the limit is " + ClinicalNote.MAX_CHARS + " characters, here " + text.length());
            } else {
                found(row, line, text, subject, observedAt);
            }
        }

        private void found(CsvRecord row, long line, String text, String subject, Instant observedAt) {
            String id = layout.id() == null
                    ? "line-" + line
                    : cell(row, layout.id()).strip();
            if (id.isEmpty() || id.length() > 256) {
                refuse(line, layout.id(), "note-id-required", "a note's id has 1 to 256 characters");
                return;
            }
            String title =
                    layout.title() == null ? null : cell(row, layout.title()).strip();
            ClinicalNote note = composer.compose(
                    new NoteComposer.Head(id, null, "en", title, when.date()),
                    text,
                    (code, reason) -> refuse(line, "embedding", code, reason));
            sink.found(new Finding(
                    new Finding.Subject(layout.system(), subject),
                    new Source(layout.system(), null),
                    observedAt,
                    null,
                    Set.of("phi"),
                    new Payload.NotePayload(note),
                    Origin.shortened(document, line, layout.text())));
        }

        private void refuse(long line, @Nullable String element, String code, String reason) {
            sink.refused(new Refusal(line, element, code, reason));
        }

        private String cell(CsvRecord row, String column) {
            return row.getField(header.indexOf(column));
        }
    }
}
