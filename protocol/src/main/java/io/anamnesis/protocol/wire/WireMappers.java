package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The mappers for everything but messages: commands, replies, views, frames. Fields that a reader does not know are
 * skipped, so that nodes of two versions understand each other. Thread-safe.
 */
public final class WireMappers {
    private static final ObjectMapper CLUSTER = CBORMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new WireModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectMapper OUTSIDE = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new WireModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private WireMappers() {}

    /** CBOR, between nodes. */
    public static ObjectMapper cluster() {
        return CLUSTER;
    }

    /** JSON, to the outside; times are ISO-8601 text. */
    public static ObjectMapper outside() {
        return OUTSIDE;
    }
}
