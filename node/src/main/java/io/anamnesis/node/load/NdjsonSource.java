package io.anamnesis.node.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anamnesis.web.ingest.reading.Content;
import java.io.IOException;

/** Reads messages in their own form, one JSON document a line, and sends them as they are: the system judges them. */
final class NdjsonSource implements MessageSource {
    private static final int MAX_LINE_BYTES = 8 << 20;
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Whether an input that begins so is such messages; the first of them may be longer than the beginning. */
    static boolean recognises(byte[] beginning) {
        try (JsonParser parser = FACTORY.createParser(beginning)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            boolean hasId = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("resourceType")) {
                    return false; // FHIR, which has modalities and ids of its own
                }
                if (field.equals("modality")) {
                    return hasId;
                }
                hasId |= field.equals("id");
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void read(SourceFile file, Content content, MessageSink sink) throws IOException, InterruptedException {
        BoundedLines lines = new BoundedLines(content.in(), MAX_LINE_BYTES);
        while (lines.next()) {
            Place place = new Place(file.path(), lines.number(), content.entry());
            if (lines.tooLong()) {
                sink.refused(place, "line-too-long", "A line has at most " + MAX_LINE_BYTES + " bytes.");
            } else if (!lines.isBlank()) {
                sink.message(lines.bytes(), place);
            }
        }
    }
}
