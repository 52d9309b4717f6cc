package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Spool;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * FHIR R4 as JSON: a bundle of any type, one resource, or one resource (or bundle) a line as Bulk Data sends them.
 *
 * <p>Parameter {@code source-system} names the system that the records come from ({@code fhir} where it is not given): the
 * key of a resource is that system, its type and its id.
 */
public final class FhirReader implements DocumentReader {
    private static final DocumentFormat FORMAT = new DocumentFormat(
            "fhir-r4-json",
            Modality.CLINICAL,
            "a JSON object with a resourceType, or one such object a line",
            "clinical resources with their typed facts, the texts of DocumentReferences as notes, and deletions");

    /** Two lines of the longest that is taken. */
    private static final int BEGINNING_BYTES = 2 * Limits.MAX_RESOURCE_BYTES + (1 << 16);

    private final IdentityMap map;

    /** Subjects stay what the records call them. */
    public FhirReader() {
        this(IdentityMap.none());
    }

    /** @param map says which identifiers mean which patient; whom it does not know is refused */
    public FhirReader(IdentityMap map) {
        this.map = map;
    }

    @Override
    public DocumentFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] beginning) {
        int start = Lines.byteOrderMark(beginning);
        try (JsonParser parser = Json.parser(new ByteArrayInputStream(beginning, start, beginning.length - start))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equals("resourceType");
                JsonToken value = parser.nextToken();
                if (named) {
                    return value == JsonToken.VALUE_STRING;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        Intake intake = new Intake(options, sink, map);
        BufferedInputStream input = new BufferedInputStream(in, 1 << 16);
        int mark = Lines.byteOrderMark(new Beginning(input, 4));
        input.reset();
        boolean lines = Lines.isOneResourceALine(new Beginning(input, BEGINNING_BYTES));
        input.reset();
        if (lines && map.isEmpty()) {
            lines(input, new BundleIndex(), intake);
        } else {
            try (Spool spool = Spool.of(input)) {
                if (lines) {
                    lines(spool, intake);
                } else {
                    document(spool, mark, intake);
                }
            }
        }
        intake.end();
    }

    /** The first bytes of a stream that is then put back to where it was. */
    private static final class Beginning extends FilterInputStream {
        private int left;

        Beginning(BufferedInputStream in, int bytes) {
            super(in);
            this.left = bytes;
            // one more, so that asking for the end does not lose the mark
            in.mark(bytes + 1);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = left == 0 ? -1 : in.read(buffer, offset, Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }

    private static void document(Spool spool, int mark, Intake intake) throws IOException {
        try (InputStream in = spool.open();
                Slices slices = new Slices(spool)) {
            in.skipNBytes(mark);
            Envelope envelope = scan(in);
            new DocumentPass(intake, slices::read, mark).read(envelope, "", 0, 1);
        }
    }

    private static Envelope scan(InputStream in) throws IOException {
        try (EnvelopeScan scan = new EnvelopeScan(in)) {
            Envelope envelope = scan.scan();
            if (envelope.type() == null) {
                throw new UnreadableInput(Fault.NOT_A_RESOURCE.code(), Fault.NOT_A_RESOURCE.reason(), "input");
            }
            return envelope;
        }
    }

    private static void lines(Spool spool, Intake intake) throws IOException {
        BundleIndex index = new BundleIndex();
        // a line may speak of a patient whose own line, with the identifiers, comes later
        try (InputStream in = spool.open()) {
            Lines.each(in, (line, json) -> index(json, index), line -> {});
        }
        try (InputStream in = spool.open()) {
            lines(in, index, intake);
        }
    }

    private static void lines(InputStream in, BundleIndex index, Intake intake) throws IOException {
        Lines.each(
                in,
                (line, json) -> line(line, json, index, intake),
                line -> intake.refuse(line, null, Fault.LINE_TOO_LONG));
    }

    private static void index(byte[] json, BundleIndex index) throws IOException {
        try (EnvelopeScan scan = new EnvelopeScan(new ByteArrayInputStream(json))) {
            scan.scan().entries().forEach(index::add);
        } catch (UnreadableInput e) {
            // the reading pass refuses this line with its reason
            return;
        }
    }

    private static void line(long line, byte[] json, BundleIndex index, Intake intake) throws IOException {
        Envelope envelope;
        try (EnvelopeScan scan = new EnvelopeScan(new ByteArrayInputStream(json))) {
            envelope = scan.scan();
        } catch (UnreadableInput e) {
            intake.refuse(line, null, new Fault(e.code(), e.reason()));
            return;
        }
        new DocumentPass(intake, (start, length) -> Arrays.copyOfRange(json, (int) start, (int) start + length), 0)
                .sharing(index)
                .read(envelope, "", 0, line);
    }
}
