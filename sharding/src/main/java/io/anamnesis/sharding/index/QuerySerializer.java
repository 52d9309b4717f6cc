package io.anamnesis.sharding.index;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queries and their parts between nodes, as CBOR. The manifests are permanent. */
public final class QuerySerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_302;
    private static final ObjectMapper CBOR = WireMappers.cluster();

    private record AskForm(
            long id,
            NodeQuery query,
            @Nullable Set<Integer> slices,
            long waitMillis,
            String replyTo,
            @Nullable RequestContext request) {}

    private record PartForm(long id, Set<Integer> slices, long patients, NodePart part) {}

    private record RefusedForm(long id, Rejection rejection) {}

    private record CancelForm(long id, String replyTo) {}

    private final ActorRefResolver references;

    /** Called by Akka. */
    public QuerySerializer(ExtendedActorSystem system) {
        this.references = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof QueryMessage.Ask) {
            return "ask";
        }
        if (message instanceof QueryMessage.Part) {
            return "part";
        }
        if (message instanceof QueryMessage.Refused) {
            return "refused";
        }
        if (message instanceof QueryMessage.Cancel) {
            return "cancel";
        }
        throw new IllegalArgumentException(
                "not a message between nodes: " + message.getClass().getName());
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            return CBOR.writeValueAsBytes(form(message));
        } catch (IOException e) {
            throw new UncheckedIOException("writing a query's " + manifest(message), e);
        }
    }

    private Object form(Object message) {
        if (message instanceof QueryMessage.Ask ask) {
            return new AskForm(
                    ask.id(), ask.query(), ask.slices(), ask.waitMillis(), text(ask.replyTo()), ask.request());
        }
        if (message instanceof QueryMessage.Part part) {
            return new PartForm(part.id(), part.slices(), part.patients(), part.part());
        }
        if (message instanceof QueryMessage.Refused refused) {
            return new RefusedForm(refused.id(), refused.rejection());
        }
        QueryMessage.Cancel cancel = (QueryMessage.Cancel) message;
        return new CancelForm(cancel.id(), text(cancel.replyTo()));
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
            NotSerializableException wrapped = new NotSerializableException("a damaged " + manifest + " of a query");
            wrapped.initCause(e);
            throw wrapped;
        }
    }

    private Object read(byte[] bytes, String manifest) throws IOException {
        switch (manifest) {
            case "ask" -> {
                AskForm form = CBOR.readValue(bytes, AskForm.class);
                return new QueryMessage.Ask(
                        form.id(),
                        form.query(),
                        form.slices(),
                        form.waitMillis(),
                        references.resolveActorRef(form.replyTo()),
                        form.request());
            }
            case "part" -> {
                PartForm form = CBOR.readValue(bytes, PartForm.class);
                return new QueryMessage.Part(form.id(), form.slices(), form.patients(), form.part());
            }
            case "refused" -> {
                RefusedForm form = CBOR.readValue(bytes, RefusedForm.class);
                return new QueryMessage.Refused(form.id(), form.rejection());
            }
            case "cancel" -> {
                CancelForm form = CBOR.readValue(bytes, CancelForm.class);
                return new QueryMessage.Cancel(form.id(), references.resolveActorRef(form.replyTo()));
            }
            default -> throw new NotSerializableException("of a kind unknown to this version: " + manifest);
        }
    }
}
