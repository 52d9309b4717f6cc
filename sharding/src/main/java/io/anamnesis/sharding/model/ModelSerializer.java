package io.anamnesis.sharding.model;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.wire.NodeMessages;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.NotSerializableException;
import java.util.Map;

/** What nodes tell each other of models, as CBOR. The manifests are permanent. */
public final class ModelSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_305;

    private record TrainForm(TrainingRequest request, Caller caller, String replyTo) {}

    private static final NodeMessages MESSAGES = new NodeMessages(
            "models",
            WireMappers.cluster(),
            Map.of(
                    "promoted", ModelMessage.Promoted.class,
                    "told", ModelMessage.Told.class,
                    "cancel", ModelMessage.Cancel.class,
                    "train", TrainForm.class,
                    "begun", ModelMessage.Begun.class));

    private final ActorRefResolver references;

    /** Called by Akka. */
    public ModelSerializer(ExtendedActorSystem system) {
        this.references = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return message instanceof ModelMessage.Train ? "train" : MESSAGES.name(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return MESSAGES.write(
                message instanceof ModelMessage.Train train
                        ? new TrainForm(
                                train.request(), train.caller(), references.toSerializationFormat(train.replyTo()))
                        : message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Object read = MESSAGES.read(bytes, manifest);
        return read instanceof TrainForm train
                ? new ModelMessage.Train(train.request(), train.caller(), references.resolveActorRef(train.replyTo()))
                : read;
    }
}
