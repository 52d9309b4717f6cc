package io.anamnesis.sharding.quality.cluster;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import io.anamnesis.protocol.wire.NodeMessages;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.NotSerializableException;
import java.util.Map;

/** {@link QualityMessage} between nodes, as CBOR. The manifests are permanent. */
public final class QualitySerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_306;

    private record AskForm(String replyTo) {}

    private static final NodeMessages MESSAGES = new NodeMessages(
            "counts of expectations",
            WireMappers.cluster(),
            Map.of("ask", AskForm.class, "told", QualityMessage.Told.class));

    private final ActorRefResolver references;

    /** Called by Akka. */
    public QualitySerializer(ExtendedActorSystem system) {
        this.references = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return message instanceof QualityMessage.Ask ? "ask" : MESSAGES.name(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return MESSAGES.write(
                message instanceof QualityMessage.Ask ask
                        ? new AskForm(references.toSerializationFormat(ask.replyTo()))
                        : message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Object read = MESSAGES.read(bytes, manifest);
        return read instanceof AskForm ask ? new QualityMessage.Ask(references.resolveActorRef(ask.replyTo())) : read;
    }
}
