package io.anamnesis.sharding.wire;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.entity.FeedMessage;
import io.anamnesis.sharding.entity.PatientMessage;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Serialises everything that crosses from node to node. The manifests are permanent: nodes of two versions understand each
 * other while one is replaced after the other.
 */
public final class ClusterSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_301;
    private static final ObjectMapper CBOR = WireMappers.cluster();

    private record AskForm(String replyTo, PatientCommand command) {}

    private record SubscribeForm(
            PatientId patient,
            Caller caller,
            String watcher,
            long id,
            @Nullable Long fromSeq) {}

    private record WatcherForm(PatientId patient, String watcher, long id) {}

    private record SubscribedForm(long id, String entity) {}

    private record NextForm(long id, FeedFrame frame) {}

    private record RefusedForm(long id, Rejection rejection) {}

    private record IdForm(long id) {}

    private final ActorRefResolver references;

    /** Called by Akka. */
    public ClusterSerializer(ExtendedActorSystem system) {
        this.references = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof PatientReply) {
            return "reply";
        }
        if (message instanceof PatientMessage.Ask) {
            return "ask";
        }
        if (message instanceof PatientMessage.Subscribe) {
            return "subscribe";
        }
        if (message instanceof PatientMessage.Renew) {
            return "renew";
        }
        if (message instanceof PatientMessage.Unsubscribe) {
            return "unsubscribe";
        }
        if (message instanceof PatientMessage.TellIndex) {
            return "tell-index";
        }
        if (message instanceof PatientMessage.KeepSlice) {
            return "keep-slice";
        }
        if (message instanceof PatientMessage.Stop) {
            return "stop";
        }
        return message instanceof FeedMessage feed ? manifest(feed) : unknown(message);
    }

    private static String manifest(FeedMessage message) {
        if (message instanceof FeedMessage.Next) {
            return "feed-next";
        }
        if (message instanceof FeedMessage.Subscribed) {
            return "feed-subscribed";
        }
        return message instanceof FeedMessage.Refused ? "feed-refused" : "feed-not-subscribed";
    }

    private static String unknown(Object message) {
        throw new IllegalArgumentException(
                "not a message between nodes: " + message.getClass().getName());
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            return message instanceof PatientReply reply
                    ? CBOR.writerFor(PatientReply.class).writeValueAsBytes(reply)
                    : CBOR.writeValueAsBytes(form(message));
        } catch (IOException e) {
            throw new UncheckedIOException("writing a " + manifest(message), e);
        }
    }

    private Object form(Object message) {
        if (message instanceof PatientMessage.Ask ask) {
            return new AskForm(text(ask.replyTo()), ask.command());
        }
        if (message instanceof PatientMessage.Subscribe subscribe) {
            return new SubscribeForm(
                    subscribe.patient(),
                    subscribe.caller(),
                    text(subscribe.watcher()),
                    subscribe.id(),
                    subscribe.fromSeq());
        }
        if (message instanceof PatientMessage.Renew renew) {
            return new WatcherForm(renew.patient(), text(renew.watcher()), renew.id());
        }
        if (message instanceof PatientMessage.Unsubscribe unsubscribe) {
            return new WatcherForm(unsubscribe.patient(), text(unsubscribe.watcher()), 0);
        }
        if (message instanceof FeedMessage.Next next) {
            return new NextForm(next.id(), next.frame());
        }
        if (message instanceof FeedMessage.Subscribed subscribed) {
            return new SubscribedForm(subscribed.id(), text(subscribed.entity()));
        }
        if (message instanceof FeedMessage.Refused refused) {
            return new RefusedForm(refused.id(), refused.rejection());
        }
        if (message instanceof PatientMessage.TellIndex || message instanceof PatientMessage.KeepSlice) {
            return message;
        }
        return message instanceof FeedMessage.NotSubscribed gone ? new IdForm(gone.id()) : new IdForm(0);
    }

    private String text(ActorRef<?> reference) {
        return references.toSerializationFormat(reference);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return read(bytes, manifest);
        } catch (NotSerializableException e) {
            throw e;
        } catch (IOException e) {
            NotSerializableException wrapped = new NotSerializableException("a damaged " + manifest);
            wrapped.initCause(e);
            throw wrapped;
        }
    }

    private Object read(byte[] bytes, String manifest) throws IOException {
        return switch (manifest) {
            case "reply" -> CBOR.readValue(bytes, PatientReply.class);
            case "ask" -> ask(CBOR.readValue(bytes, AskForm.class));
            case "subscribe" -> subscribe(CBOR.readValue(bytes, SubscribeForm.class));
            case "renew" -> renew(CBOR.readValue(bytes, WatcherForm.class));
            case "unsubscribe" -> unsubscribe(CBOR.readValue(bytes, WatcherForm.class));
            case "tell-index" -> CBOR.readValue(bytes, PatientMessage.TellIndex.class);
            case "keep-slice" -> CBOR.readValue(bytes, PatientMessage.KeepSlice.class);
            case "stop" -> PatientMessage.Stop.INSTANCE;
            default -> feed(bytes, manifest);
        };
    }

    private PatientMessage ask(AskForm form) {
        return new PatientMessage.Ask(form.command(), references.resolveActorRef(form.replyTo()));
    }

    private PatientMessage subscribe(SubscribeForm form) {
        return new PatientMessage.Subscribe(
                form.patient(), form.caller(), references.resolveActorRef(form.watcher()), form.id(), form.fromSeq());
    }

    private PatientMessage renew(WatcherForm form) {
        return new PatientMessage.Renew(form.patient(), references.resolveActorRef(form.watcher()), form.id());
    }

    private PatientMessage unsubscribe(WatcherForm form) {
        return new PatientMessage.Unsubscribe(form.patient(), references.resolveActorRef(form.watcher()));
    }

    private FeedMessage feed(byte[] bytes, String manifest) throws IOException {
        return switch (manifest) {
            case "feed-next" -> next(CBOR.readValue(bytes, NextForm.class));
            case "feed-subscribed" -> subscribed(CBOR.readValue(bytes, SubscribedForm.class));
            case "feed-refused" -> refused(CBOR.readValue(bytes, RefusedForm.class));
            case "feed-not-subscribed" ->
                new FeedMessage.NotSubscribed(
                        CBOR.readValue(bytes, IdForm.class).id());
            default -> throw new NotSerializableException("a message of a kind unknown to this version: " + manifest);
        };
    }

    private static FeedMessage next(NextForm form) {
        return new FeedMessage.Next(form.id(), form.frame());
    }

    private FeedMessage subscribed(SubscribedForm form) {
        return new FeedMessage.Subscribed(form.id(), references.resolveActorRef(form.entity()));
    }

    private static FeedMessage refused(RefusedForm form) {
        return new FeedMessage.Refused(form.id(), form.rejection());
    }
}
