package io.anamnesis.sharding.model;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.wire.NodeMessages;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.NotSerializableException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What nodes tell and ask each other of models, as CBOR. The manifests are permanent. */
public final class ModelSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_305;

    private record RepeatForm(String name, int version, Caller caller, String replyTo) {}

    private record TrainFolderForm(FolderTraining.Staged folder, Caller caller, String replyTo) {}

    private record AskForm(String replyTo) {}

    private record AskShadowForm(String replyTo, @Nullable String label) {}

    private static final NodeMessages MESSAGES = new NodeMessages(
            "models",
            WireMappers.cluster(),
            Map.ofEntries(
                    Map.entry("promoted", ModelMessage.Promoted.class),
                    Map.entry("told", ModelMessage.Told.class),
                    Map.entry("cancel", ModelMessage.Cancel.class),
                    Map.entry("train", TrainForm.class),
                    Map.entry("train-folder", TrainFolderForm.class),
                    Map.entry("repeat", RepeatForm.class),
                    Map.entry("begun", ModelMessage.Begun.class),
                    Map.entry("ask-drift", AskForm.class),
                    Map.entry("drift-told", CountsMessage.DriftTold.class),
                    Map.entry("ask-shadow", AskShadowForm.class),
                    Map.entry("shadow-told", CountsMessage.ShadowTold.class)));

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
        return MESSAGES.name(form(message));
    }

    @Override
    public byte[] toBinary(Object message) {
        return MESSAGES.write(form(message));
    }

    /** A reference to an actor is written as text. */
    private Object form(Object message) {
        if (message instanceof ModelMessage.Train train) {
            return TrainForm.of(train.request(), train.caller(), references.toSerializationFormat(train.replyTo()));
        }
        if (message instanceof ModelMessage.TrainFolder train) {
            return new TrainFolderForm(
                    train.folder(), train.caller(), references.toSerializationFormat(train.replyTo()));
        }
        if (message instanceof ModelMessage.Repeat repeat) {
            return new RepeatForm(
                    repeat.name(),
                    repeat.version(),
                    repeat.caller(),
                    references.toSerializationFormat(repeat.replyTo()));
        }
        if (message instanceof CountsMessage.AskShadow ask) {
            return new AskShadowForm(references.toSerializationFormat(ask.replyTo()), ask.label());
        }
        return message instanceof CountsMessage.AskDrift ask
                ? new AskForm(references.toSerializationFormat(ask.replyTo()))
                : message;
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Object read = MESSAGES.read(bytes, manifest);
        if (read instanceof TrainForm train) {
            return train(train);
        }
        if (read instanceof TrainFolderForm train) {
            return new ModelMessage.TrainFolder(
                    train.folder(), train.caller(), references.resolveActorRef(train.replyTo()));
        }
        if (read instanceof RepeatForm repeat) {
            return new ModelMessage.Repeat(
                    repeat.name(), repeat.version(), repeat.caller(), references.resolveActorRef(repeat.replyTo()));
        }
        if (read instanceof AskShadowForm ask) {
            return new CountsMessage.AskShadow(references.resolveActorRef(ask.replyTo()), ask.label());
        }
        return read instanceof AskForm ask
                ? new CountsMessage.AskDrift(references.resolveActorRef(ask.replyTo()))
                : read;
    }

    private ModelMessage.Train train(TrainForm train) throws NotSerializableException {
        try {
            return new ModelMessage.Train(train.request(), train.caller(), references.resolveActorRef(train.replyTo()));
        } catch (IllegalArgumentException e) {
            throw new NotSerializableException("a training that can't be asked for: " + e.getMessage());
        }
    }
}
