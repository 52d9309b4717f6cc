package io.anamnesis.sharding.model;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import io.anamnesis.protocol.wire.NodeMessages;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.NotSerializableException;
import java.util.Map;

/** What nodes tell each other of models, as CBOR. The manifests are permanent. */
public final class ModelSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_305;

    private static final NodeMessages MESSAGES = new NodeMessages(
            "models",
            WireMappers.cluster(),
            Map.of(
                    "promoted", ModelMessage.Promoted.class,
                    "told", ModelMessage.Told.class,
                    "cancel", ModelMessage.Cancel.class));

    /** Called by Akka. */
    public ModelSerializer(ExtendedActorSystem system) {}

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return MESSAGES.name(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return MESSAGES.write(message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return MESSAGES.read(bytes, manifest);
    }
}
