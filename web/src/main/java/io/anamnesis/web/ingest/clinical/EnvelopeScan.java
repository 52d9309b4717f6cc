package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through one JSON document and notes where the resources lie. Builds none of them. */
final class EnvelopeScan implements Closeable {
    private final JsonParser parser;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable String timestamp;
    private int identifiers;

    EnvelopeScan(InputStream utf8) throws IOException {
        this.parser = Json.parser(utf8);
    }

    /** @throws UnreadableInput where the document is not one whole JSON object */
    Envelope scan() throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("expected a JSON object");
            }
            Envelope envelope = root();
            if (parser.nextToken() != null) {
                throw malformed("after the first resource comes more, and not a resource a line");
            }
            return envelope;
        } catch (StreamConstraintsException e) {
            throw new UnreadableInput("text-too-long", "a number, name or depth is beyond the limit", place());
        } catch (JacksonException e) {
            throw malformed("the input stops being JSON here");
        } catch (CharConversionException e) {
            throw malformed("the input is no valid UTF-8");
        }
    }

    private UnreadableInput malformed(String reason) {
        return new UnreadableInput("malformed-json", reason, place());
    }

    private String place() {
        return "line " + parser.currentLocation().getLineNr();
    }

    private Envelope root() throws IOException {
        Head own = new Head();
        own.begin();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("entry") && value == JsonToken.START_ARRAY) {
                entries();
            } else if (name.equals("timestamp") && value == JsonToken.VALUE_STRING) {
                timestamp = parser.getText();
            } else {
                own.field(name, value);
            }
        }
        own.end();
        String when = timestamp == null ? own.updated : timestamp;
        if ("Bundle".equals(own.type)) {
            return new Envelope(own.type, when, entries);
        }
        String element = own.type == null ? "" : own.type;
        return new Envelope(own.type, null, List.of(own.entry(element, null, null, null, null)));
    }

    private void entries() throws IOException {
        for (int index = 0; ; index++) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                return;
            }
            if (entries.size() >= Limits.MAX_ENTRIES) {
                throw new UnreadableInput(
                        "too-many-entries",
                        "the limit is " + Limits.MAX_ENTRIES + " entries and there are more",
                        place());
            }
            if (token == JsonToken.START_OBJECT) {
                entry("Bundle.entry[" + index + "]");
            } else {
                Head nothing = new Head();
                nothing.line = parser.currentTokenLocation().getLineNr();
                entries.add(nothing.entry("Bundle.entry[" + index + "]", null, null, null, null));
                parser.skipChildren();
            }
        }
    }

    private void entry(String element) throws IOException {
        Head resource = new Head();
        resource.line = parser.currentTokenLocation().getLineNr();
        String fullUrl = null;
        String method = null;
        String url = null;
        String lastModified = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("resource") && value == JsonToken.START_OBJECT) {
                resource.read();
            } else if (name.equals("fullUrl") && value == JsonToken.VALUE_STRING) {
                fullUrl = parser.getText();
            } else if (name.equals("request") && value == JsonToken.START_OBJECT) {
                String[] found = texts("method", "url");
                method = found[0];
                url = found[1];
            } else if (name.equals("response") && value == JsonToken.START_OBJECT) {
                lastModified = texts("lastModified")[0];
            } else {
                parser.skipChildren();
            }
        }
        entries.add(resource.entry(element + ".resource", fullUrl, method, url, lastModified));
    }

    /** The text fields of those names of the object that was just begun. */
    private String[] texts(String... names) throws IOException {
        String[] found = new String[names.length];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            for (int i = 0; i < names.length; i++) {
                if (name.equals(names[i]) && value == JsonToken.VALUE_STRING) {
                    found[i] = parser.getText();
                }
            }
            parser.skipChildren();
        }
        return found;
    }

    /** What names one resource. */
    private final class Head {
        private long line;
        private long start;
        private long length;
        private @Nullable String type;
        private @Nullable String id;
        private @Nullable String patient;
        private @Nullable String updated;
        private final List<Finding.Subject> own = new ArrayList<>(2);

        void begin() {
            line = parser.currentTokenLocation().getLineNr();
            start = parser.currentTokenLocation().getByteOffset();
        }

        void end() {
            length = parser.currentLocation().getByteOffset() - start;
        }

        void read() throws IOException {
            begin();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                field(parser.currentName(), parser.nextToken());
            }
            end();
        }

        void field(String name, JsonToken value) throws IOException {
            switch (name) {
                case "resourceType" -> type = text(value);
                case "id" -> id = text(value);
                case "identifier" -> identifiers(value);
                case "subject", "patient" -> {
                    if (value == JsonToken.START_OBJECT) {
                        patient = texts("reference")[0];
                    }
                }
                case "meta" -> {
                    if (value == JsonToken.START_OBJECT) {
                        updated = texts("lastUpdated")[0];
                    }
                }
                default -> {}
            }
            parser.skipChildren();
        }

        private @Nullable String text(JsonToken value) throws IOException {
            return value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }

        private void identifiers(JsonToken value) throws IOException {
            if (value == JsonToken.START_OBJECT) {
                identifier();
            }
            if (value != JsonToken.START_ARRAY) {
                return;
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    identifier();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void identifier() throws IOException {
            String[] found = texts("system", "value");
            if (found[0] == null || found[1] == null) {
                return;
            }
            if (++identifiers > Limits.MAX_IDENTIFIERS) {
                throw new UnreadableInput(
                        "too-many-identifiers",
                        "the limit is " + Limits.MAX_IDENTIFIERS + " identifiers and there are more",
                        place());
            }
            own.add(new Finding.Subject(found[0], found[1]));
        }

        Entry entry(
                String element,
                @Nullable String fullUrl,
                @Nullable String method,
                @Nullable String url,
                @Nullable String lastModified) {
            return new Entry(
                    element,
                    line,
                    start,
                    length,
                    fullUrl,
                    type,
                    id,
                    patient,
                    List.copyOf(own),
                    method,
                    url,
                    lastModified);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
