package io.anamnesis.ops.cluster;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;

/** Serialises what watches tell each other. The manifests are permanent. */
public final class OpsSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_304;
    private static final String REPORT = "report";
    private static final String DRAIN = "drain";
    private static final ObjectMapper CBOR = WireMappers.cluster();

    /** Called by Akka. */
    public OpsSerializer(ExtendedActorSystem system) {}

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof OpsMessage.Report) {
            return REPORT;
        }
        if (message instanceof OpsMessage.Drain) {
            return DRAIN;
        }
        throw new IllegalArgumentException(
                "not a message between nodes: " + message.getClass().getName());
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            return CBOR.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException("a message between watches is always CBOR", e);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return switch (manifest) {
                case REPORT -> CBOR.readValue(bytes, OpsMessage.Report.class);
                case DRAIN -> CBOR.readValue(bytes, OpsMessage.Drain.class);
                default -> throw new NotSerializableException("unknown manifest " + manifest);
            };
        } catch (NotSerializableException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("a message between watches does not read back", e);
        }
    }
}
