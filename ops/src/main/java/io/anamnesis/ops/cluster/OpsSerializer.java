package io.anamnesis.ops.cluster;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import io.anamnesis.protocol.wire.NodeMessages;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.NotSerializableException;
import java.util.Map;

/** Serialises what watches tell each other. The manifests are permanent. */
public final class OpsSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_304;
    private static final NodeMessages MESSAGES = new NodeMessages(
            "watches",
            WireMappers.cluster(),
            Map.of(
                    "report", OpsMessage.Report.class,
                    "drain", OpsMessage.Drain.class,
                    "move-shards", OpsMessage.MoveShards.class));

    /** Called by Akka. */
    public OpsSerializer(ExtendedActorSystem system) {}

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
