package io.anamnesis.sharding.live;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.anamnesis.protocol.wire.NodeMessages;
import io.anamnesis.protocol.wire.WireMappers;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.function.Function;

/** What cohorts, nodes and watchers tell each other, as CBOR. The manifests are permanent. */
public final class LiveSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_303;
    private static final String STOP = "stop";

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("define", CohortMessage.Define.class),
            Map.entry("end", CohortMessage.End.class),
            Map.entry("get-state", CohortMessage.GetState.class),
            Map.entry("get-members", CohortMessage.GetMembers.class),
            Map.entry("report", CohortMessage.Report.class),
            Map.entry("beat", CohortMessage.Beat.class),
            Map.entry("subscribe", CohortMessage.Subscribe.class),
            Map.entry("renew", CohortMessage.Renew.class),
            Map.entry("unsubscribe", CohortMessage.Unsubscribe.class),
            Map.entry(STOP, CohortMessage.Stop.class),
            Map.entry("state", CohortReply.State.class),
            Map.entry("members", CohortReply.Members.class),
            Map.entry("rejected", CohortReply.Rejected.class),
            Map.entry("heard", WatchMessage.Heard.class),
            Map.entry("unknown", WatchMessage.Unknown.class),
            Map.entry("defined", WatchMessage.Defined.class),
            Map.entry("gone", WatchMessage.Gone.class),
            Map.entry("subscribed", CohortFeedMessage.Subscribed.class),
            Map.entry("next", CohortFeedMessage.Next.class),
            Map.entry("not-subscribed", CohortFeedMessage.NotSubscribed.class),
            Map.entry("refused", CohortFeedMessage.Refused.class));

    private final NodeMessages messages;

    /** Called by Akka. */
    public LiveSerializer(ExtendedActorSystem system) {
        ActorRefResolver references = ActorRefResolver.get(Adapter.toTyped(system));
        ObjectMapper cbor = WireMappers.cluster()
                .copy()
                .registerModule(new SimpleModule("actor-references")
                        .addSerializer(new ReferenceWriter(references::toSerializationFormat))
                        .addDeserializer(ActorRef.class, new ReferenceReader(references::resolveActorRef)));
        this.messages = new NodeMessages("live cohorts", cbor, TYPES);
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return messages.name(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return message == CohortMessage.Stop.INSTANCE ? new byte[0] : messages.write(message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return manifest.equals(STOP) ? CohortMessage.Stop.INSTANCE : messages.read(bytes, manifest);
    }

    @SuppressWarnings("rawtypes") // Jackson looks a raw class up
    private static final class ReferenceWriter extends StdSerializer<ActorRef> {
        private static final long serialVersionUID = 1L;

        private final transient Function<ActorRef<?>, String> text;

        ReferenceWriter(Function<ActorRef<?>, String> text) {
            super(ActorRef.class);
            this.text = text;
        }

        @Override
        public void serialize(ActorRef reference, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text.apply(reference));
        }
    }

    @SuppressWarnings("rawtypes") // as above
    private static final class ReferenceReader extends StdDeserializer<ActorRef> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, ActorRef<?>> reference;

        ReferenceReader(Function<String, ActorRef<?>> reference) {
            super(ActorRef.class);
            this.reference = reference;
        }

        @Override
        public ActorRef deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return reference.apply(in.getText());
        }
    }
}
