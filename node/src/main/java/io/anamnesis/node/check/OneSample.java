package io.anamnesis.node.check;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages of one glucose reading each, one a minute, so that a patient has as many samples as messages. */
final class OneSample {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    private OneSample() {}

    /** One of each patient. */
    static List<ModalityMessage> ofEach(List<PatientId> patients, int step) {
        return patients.stream().map(patient -> of(patient, step)).toList();
    }

    /** @param step one a minute; no step of a patient is made twice */
    static ModalityMessage of(PatientId patient, int step) {
        Instant at = BEGIN.plusSeconds(60L * step);
        long[] times = {at.toEpochMilli()};
        double[] values = {80 + (step * 7 + patient.value().hashCode() % 13) % 120};
        return new ModalityMessage(
                new MessageId(patient + "-" + step),
                patient,
                new Source("check", "cgm"),
                at,
                at,
                ModalityMessage.CURRENT_SCHEMA_VERSION,
                Set.of("simulated"),
                new Payload.WearablePayload(new WearableSamples("glucose", "mg/dL", times, values)),
                Map.of());
    }
}
