package io.anamnesis.sharding.model;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/** What nodes tell each other of models, as CBOR. The manifests are permanent. */
public final class ModelSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_305;

    private static final Map<String, Class<?>> TYPES = Map.of(
            "promoted", ModelMessage.Promoted.class,
            "told", ModelMessage.Told.class,
            "cancel", ModelMessage.Cancel.class);

    private static final Map<Class<?>, String> MANIFESTS =
            TYPES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /** Called by Akka. */
    public ModelSerializer(ExtendedActorSystem system) {}

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        String manifest = MANIFESTS.get(message.getClass());
        if (manifest == null) {
            throw new IllegalArgumentException(
                    "not a message between nodes: " + message.getClass().getName());
        }
        return manifest;
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            return WireMappers.cluster().writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException("writing of models: " + manifest(message), e);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Class<?> type = TYPES.get(manifest);
        if (type == null) {
            throw new NotSerializableException("of a kind unknown to this version: " + manifest);
        }
        try {
            return WireMappers.cluster().readValue(bytes, type);
        } catch (IOException e) {
            NotSerializableException wrapped = new NotSerializableException("a damaged " + manifest + " of models");
            wrapped.initCause(e);
            throw wrapped;
        }
    }
}
