package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** JSON within our limits. */
final class Json {
    /** A bound that is broken in the scan ends the whole bundle; the stricter ones cost one resource. */
    private static final JsonFactory SCANS = factory(100_000, 100_000, 1_000).build();

    private static final JsonFactory RESOURCES = factory(100, 1_000, 200).build();

    private static final ObjectMapper TREES = JsonMapper.builder(RESOURCES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // a name that stands twice says two things; which one holds nobody knows
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {}

    private static JsonFactoryBuilder factory(int numberChars, int nameChars, int depth) {
        return (JsonFactoryBuilder) JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Limits.MAX_RESOURCE_BYTES)
                        .maxNumberLength(numberChars)
                        .maxNameLength(nameChars)
                        .maxNestingDepth(depth)
                        .build())
                // names come from outside: they must not stay in the JVM
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE);
    }

    static JsonParser parser(InputStream utf8) throws IOException {
        return SCANS.createParser(utf8);
    }

    /** The object; null where the bytes are not one whole JSON object in UTF-8 within the limits. */
    static @Nullable ObjectNode object(byte[] utf8) {
        if (utf8.length < 2 || utf8[0] == 0 || utf8[1] == 0) {
            // would be taken for UTF-16
            return null;
        }
        try {
            return TREES.readTree(utf8) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }
}
