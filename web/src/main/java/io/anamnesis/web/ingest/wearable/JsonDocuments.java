package io.anamnesis.web.ingest.wearable;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects one at a time: the elements of an array, or documents one after another. Only scalars at wanted paths
 * are kept; everything else is skipped without being built.
 */
final class JsonDocuments implements Closeable {
    private static final int MAX_DEPTH = 8;

    private final JsonParser parser;
    private final Predicate<String> wanted;
    private boolean inArray;
    private long index;
    private @Nullable JsonDocument latest;

    JsonDocuments(InputStream in, int maxText, Predicate<String> wanted) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxText)
                        .maxNestingDepth(200)
                        .build())
                // names come from outside: they must not stay in the JVM
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
        this.parser = factory.createParser(in);
        this.wanted = wanted;
    }

    /** The next object; null at the end of the input. */
    @Nullable
    JsonDocument next() throws IOException {
        try {
            return advance();
        } catch (StreamConstraintsException e) {
            throw new UnreadableInput("text-too-long", "a text, number, name or depth is beyond the limit", place());
        } catch (JacksonException e) {
            throw new UnreadableInput("malformed-json", "the input stops being JSON here", place());
        } catch (CharConversionException e) {
            throw new UnreadableInput("malformed-json", "the input is no valid Unicode", place());
        }
    }

    /** The object begun last, as far as it could be read. */
    @Nullable
    JsonDocument latest() {
        return latest;
    }

    private String place() {
        return "line " + parser.currentLocation().getLineNr();
    }

    private @Nullable JsonDocument advance() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY && !inArray) {
            inArray = true;
            index = 0;
            token = parser.nextToken();
        }
        if (token == JsonToken.END_ARRAY) {
            inArray = false;
            return advance();
        }
        if (token == null) {
            return null;
        }
        String element = inArray ? "[" + index++ + "]" : null;
        JsonDocument document = new JsonDocument(parser.currentTokenLocation().getLineNr(), element);
        latest = document;
        if (token == JsonToken.START_OBJECT) {
            object(document, "", 1);
        } else {
            document.fault(Fault.NOT_AN_OBJECT);
            parser.skipChildren();
        }
        return document;
    }

    private void object(JsonDocument document, String prefix, int depth) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && depth < MAX_DEPTH) {
                object(document, path + ".", depth + 1);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL && wanted.test(path)) {
                document.put(path, parser.getText(), value.isNumeric());
            } else {
                parser.skipChildren();
            }
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
