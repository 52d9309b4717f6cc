package io.anamnesis.web.ingest.reading;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.web.ingest.reading.Finding.Subject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/** A format for tests: {@code LINES}, then {@code subject text} a line; {@code -} is nobody, {@code !} is refused. */
final class LineReader implements DocumentReader {
    @Override
    public DocumentFormat format() {
        return new DocumentFormat("lines", Modality.NOTES, "LINES in its first line", "a note a line");
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return new String(beginning, StandardCharsets.ISO_8859_1).startsWith("LINES\n");
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        lines.readLine();
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.equals("?")) {
                throw new UnreadableInput("broken", "the document breaks here", "line " + number);
            }
            String[] parts = line.split(" ", 2);
            if (parts[0].equals("!")) {
                sink.refused(new Refusal(number, null, "bad-line", "the line is bad"));
                continue;
            }
            sink.found(new Finding(
                    parts[0].equals("-") ? null : new Subject("lines", parts[0]),
                    new Source("lines", null),
                    Instant.parse("2026-03-01T00:00:00Z"),
                    null,
                    Set.of(),
                    new Payload.NotePayload(new ClinicalNote("n", null, null, parts[1])),
                    Origin.shortened(options.document(), number, null)));
        }
    }
}
