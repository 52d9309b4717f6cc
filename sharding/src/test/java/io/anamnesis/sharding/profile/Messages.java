package io.anamnesis.sharding.profile;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.sharding.settings.ShardingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages for tests, as small as can be. */
public final class Messages {
    public static final PatientId PATIENT = new PatientId("p-1");
    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    public static final WriterId WRITER = new WriterId("w-1");

    private Messages() {}

    public static ProfileSettings settings() {
        return ShardingSettings.from(ConfigFactory.load()).profile();
    }

    /** What is shown of a patient after these, in this order. */
    public static ProfileViews folded(List<ModalityMessage> messages) {
        Profile profile = new Profile(settings());
        long seq = 0;
        for (ModalityMessage message : messages) {
            profile.apply(event(++seq, message));
        }
        return new ProfileViews(PATIENT, profile);
    }

    /** A glucose value in mg/dL, so many minutes after the start, issued when it was measured. */
    public static ModalityMessage glucose(String id, long minute, double value) {
        return wearable(id, "glucose", "mg/dL", "d-1", minute, new long[] {minute}, new double[] {value});
    }

    public static ModalityMessage wearable(
            String id, String metric, String unit, String device, long issuedMinute, long[] minutes, double[] values) {
        return wearable(PATIENT, id, metric, unit, device, issuedMinute, minutes, values);
    }

    public static ModalityMessage wearable(
            PatientId patient,
            String id,
            String metric,
            String unit,
            String device,
            long issuedMinute,
            long[] minutes,
            double[] values) {
        long[] times = new long[minutes.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = START.toEpochMilli() + minutes[i] * 60_000;
        }
        return new ModalityMessage(
                new MessageId(id),
                patient,
                new Source("test", device),
                Instant.ofEpochMilli(times[times.length - 1]),
                START.plusSeconds(60 * issuedMinute),
                1,
                Set.of(),
                new Payload.WearablePayload(new WearableSamples(metric, unit, times, values)),
                Map.of());
    }

    public static MessageRecorded event(long seq, ModalityMessage message) {
        return event(seq, WRITER, message);
    }

    public static MessageRecorded event(long seq, WriterId writer, ModalityMessage message) {
        return new MessageRecorded(seq, writer, START.plusSeconds(86_400 * 400 + seq), message);
    }
}
