package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionJson;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.NearestTo;
import java.io.IOException;

/** How the types of this module travel. The names below are permanent; a Java class may be renamed freely. */
final class WireModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    WireModule() {
        super("anamnesis-wire");
        setMixInAnnotation(PatientId.class, Text.class);
        setMixInAnnotation(MessageId.class, Text.class);
        setMixInAnnotation(WriterId.class, Text.class);
        setMixInAnnotation(CohortName.class, Text.class);
        setMixInAnnotation(Modality.class, ModalityName.class);
        setMixInAnnotation(PatientCommand.class, Commands.class);
        setMixInAnnotation(PatientReply.class, Replies.class);
        setMixInAnnotation(Rejection.class, Rejections.class);
        setMixInAnnotation(FeedFrame.class, Frames.class);
        setMixInAnnotation(CohortFrame.class, CohortFrames.class);
        setMixInAnnotation(AsOf.class, AsOfs.class);
        setMixInAnnotation(NearestTo.Vector.class, VectorValues.class);
        setMixInAnnotation(Aggregation.class, Aggregations.class);
        setMixInAnnotation(Aggregation.Dimension.class, Dimensions.class);
        setMixInAnnotation(AggregateResult.class, AggregateResults.class);
        addKeySerializer(Modality.class, new ModalityKeyWriter());
        addKeyDeserializer(Modality.class, new ModalityKeyReader());
        addSerializer(Criterion.class, new CriterionWriter());
        addDeserializer(Criterion.class, new CriterionReader());
        addSerializer(ModalityMessage.class, new MessageWriterAdapter());
        addDeserializer(ModalityMessage.class, new MessageReaderAdapter());
    }

    /** One text component, written as that text. */
    @SuppressWarnings("UnusedVariable") // Jackson reads the shape of this class, nothing calls it
    private abstract static class Text {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Text(String value) {}

        @JsonValue
        abstract String value();
    }

    @SuppressWarnings("UnusedVariable") // Jackson reads the shape of this class, nothing calls it
    private abstract static class VectorValues {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        VectorValues(float... values) {}

        @JsonValue
        abstract float[] toArray();
    }

    private interface ModalityName {
        @JsonValue
        String wireName();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PatientCommand.Record.class, name = "record"),
        @JsonSubTypes.Type(value = PatientCommand.GetProfile.class, name = "get-profile"),
        @JsonSubTypes.Type(value = PatientCommand.GetWindows.class, name = "get-windows"),
        @JsonSubTypes.Type(value = PatientCommand.GetTimeline.class, name = "get-timeline"),
        @JsonSubTypes.Type(value = PatientCommand.GetItems.class, name = "get-items"),
        @JsonSubTypes.Type(value = PatientCommand.Passivate.class, name = "passivate"),
        @JsonSubTypes.Type(value = PatientCommand.GetVectors.class, name = "get-vectors"),
        @JsonSubTypes.Type(value = PatientCommand.GetFusion.class, name = "get-fusion")
    })
    private interface Commands {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PatientReply.Accepted.class, name = "accepted"),
        @JsonSubTypes.Type(value = PatientReply.Duplicate.class, name = "duplicate"),
        @JsonSubTypes.Type(value = PatientReply.Rejected.class, name = "rejected"),
        @JsonSubTypes.Type(value = PatientReply.Profile.class, name = "profile"),
        @JsonSubTypes.Type(value = PatientReply.Windows.class, name = "windows"),
        @JsonSubTypes.Type(value = PatientReply.Timeline.class, name = "timeline"),
        @JsonSubTypes.Type(value = PatientReply.Items.class, name = "items"),
        @JsonSubTypes.Type(value = PatientReply.Passivating.class, name = "passivating"),
        @JsonSubTypes.Type(value = PatientReply.Vectors.class, name = "vectors"),
        @JsonSubTypes.Type(value = PatientReply.Fusion.class, name = "fusion")
    })
    private interface Replies {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Rejection.Malformed.class, name = "malformed-message"),
        @JsonSubTypes.Type(value = Rejection.Overloaded.class, name = "overloaded"),
        @JsonSubTypes.Type(value = Rejection.StorageUnavailable.class, name = "storage-unavailable"),
        @JsonSubTypes.Type(value = Rejection.MessageIdReused.class, name = "message-id-reused"),
        @JsonSubTypes.Type(value = Rejection.ImplausibleTime.class, name = "implausible-time"),
        @JsonSubTypes.Type(value = Rejection.ImplausibleValue.class, name = "implausible-value"),
        @JsonSubTypes.Type(value = Rejection.UnknownUnit.class, name = "unknown-unit"),
        @JsonSubTypes.Type(value = Rejection.LimitReached.class, name = "limit-reached"),
        @JsonSubTypes.Type(value = Rejection.Quarantined.class, name = "quarantined"),
        @JsonSubTypes.Type(value = Rejection.Dropped.class, name = "dropped"),
        @JsonSubTypes.Type(value = Rejection.ExpectationUnmet.class, name = "expectation-unmet"),
        @JsonSubTypes.Type(value = Rejection.UnknownPatient.class, name = "unknown-patient"),
        @JsonSubTypes.Type(value = Rejection.UnknownCohort.class, name = "unknown-cohort"),
        @JsonSubTypes.Type(value = Rejection.UnknownModel.class, name = "unknown-model"),
        @JsonSubTypes.Type(value = Rejection.AsOfNotReached.class, name = "as-of-not-reached"),
        @JsonSubTypes.Type(value = Rejection.Unavailable.class, name = "unavailable")
    })
    private interface Rejections {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = FeedFrame.Snapshot.class, name = "snapshot"),
        @JsonSubTypes.Type(value = FeedFrame.Delta.class, name = "delta"),
        @JsonSubTypes.Type(value = FeedFrame.Features.class, name = "features"),
        @JsonSubTypes.Type(value = FeedFrame.Heartbeat.class, name = "heartbeat"),
        @JsonSubTypes.Type(value = FeedFrame.Conflated.class, name = "conflated")
    })
    private interface Frames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = CohortFrame.Snapshot.class, name = "snapshot"),
        @JsonSubTypes.Type(value = CohortFrame.Change.class, name = "change"),
        @JsonSubTypes.Type(value = CohortFrame.Heartbeat.class, name = "heartbeat")
    })
    private interface CohortFrames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AsOf.Seq.class, name = "seq"),
        @JsonSubTypes.Type(value = AsOf.ReceivedAt.class, name = "received-at")
    })
    private interface AsOfs {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Aggregation.Histogram.class, name = "histogram"),
        @JsonSubTypes.Type(value = Aggregation.Quantiles.class, name = "quantiles"),
        @JsonSubTypes.Type(value = Aggregation.CrossTable.class, name = "cross-table"),
        @JsonSubTypes.Type(value = Aggregation.Missingness.class, name = "missingness")
    })
    private interface Aggregations {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Aggregation.Dimension.Terms.class, name = "terms"),
        @JsonSubTypes.Type(value = Aggregation.Dimension.Bins.class, name = "bins"),
        @JsonSubTypes.Type(value = Aggregation.Dimension.Verdict.class, name = "verdict")
    })
    private interface Dimensions {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AggregateResult.Histogram.class, name = "histogram"),
        @JsonSubTypes.Type(value = AggregateResult.Quantiles.class, name = "quantiles"),
        @JsonSubTypes.Type(value = AggregateResult.CrossTable.class, name = "cross-table"),
        @JsonSubTypes.Type(value = AggregateResult.Missingness.class, name = "missingness")
    })
    private interface AggregateResults {}

    private static final class ModalityKeyWriter extends StdSerializer<Modality> {
        private static final long serialVersionUID = 1L;

        ModalityKeyWriter() {
            super(Modality.class);
        }

        @Override
        public void serialize(Modality value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(value.wireName());
        }
    }

    private static final class ModalityKeyReader extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return Modality.ofWireName(key).orElseThrow(() -> new IOException("an unknown modality"));
        }
    }

    private static final class CriterionWriter extends StdSerializer<Criterion> {
        private static final long serialVersionUID = 1L;

        CriterionWriter() {
            super(Criterion.class);
        }

        @Override
        public void serialize(Criterion criterion, JsonGenerator out, SerializerProvider provider) throws IOException {
            CriterionJson.write(criterion, out);
        }
    }

    private static final class CriterionReader extends StdDeserializer<Criterion> {
        private static final long serialVersionUID = 1L;

        CriterionReader() {
            super(Criterion.class);
        }

        @Override
        public Criterion deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return CriterionJson.read(context.readTree(in));
            } catch (MalformedCriterion e) {
                throw new IOException("a criterion that does not read: " + e.shown(), e);
            }
        }
    }

    private static final class MessageWriterAdapter extends StdSerializer<ModalityMessage> {
        private static final long serialVersionUID = 1L;

        MessageWriterAdapter() {
            super(ModalityMessage.class);
        }

        @Override
        public void serialize(ModalityMessage message, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeBinary(MessageCodec.toCbor(message));
        }
    }

    private static final class MessageReaderAdapter extends StdDeserializer<ModalityMessage> {
        private static final long serialVersionUID = 1L;

        MessageReaderAdapter() {
            super(ModalityMessage.class);
        }

        @Override
        public ModalityMessage deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return MessageCodec.fromCbor(in.getBinaryValue());
            } catch (MalformedMessage e) {
                throw new IOException("a message that does not read back", e);
            }
        }
    }
}
