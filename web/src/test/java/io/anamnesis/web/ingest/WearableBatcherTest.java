package io.anamnesis.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.wearable.WearableSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WearableBatcherTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final List<ModalityMessage> messages = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private final FileReading.Output output = new FileReading.Output() {
        @Override
        public void message(ModalityMessage message, long line) {
            messages.add(message);
        }

        @Override
        public void refused(Refusal refusal) {
            refusals.add(refusal);
        }
    };

    private final WearableBatcher batcher = new WearableBatcher("bench", START, output);

    @Test
    void each_patient_metric_unit_and_device_has_messages_of_its_own() {
        batcher.sample(sample(1, "p1", "glucose", "mg/dL", null, 100));
        batcher.sample(sample(2, "p2", "glucose", "mg/dL", null, 100));
        batcher.sample(sample(3, "p1", "heart-rate", "/min", null, 60));
        batcher.sample(sample(4, "p1", "glucose", "mmol/L", null, 5));
        batcher.sample(sample(5, "p1", "glucose", "mg/dL", "d1", 100));
        batcher.sample(sample(6, "p1", "glucose", "mg/dL", null, 101));
        batcher.flush();

        assertThat(messages).hasSize(5);
        assertThat(messages.get(0).observedAt()).isEqualTo(START.plusSeconds(6));
        assertThat(messages).extracting(ModalityMessage::id).doesNotHaveDuplicates();
    }

    @Test
    void an_id_says_what_the_message_says_and_not_when_it_came() {
        batcher.sample(sample(1, "p1", "glucose", "mg/dL", null, 100));
        batcher.flush();
        WearableBatcher later = new WearableBatcher("bench", START.plusSeconds(60), output);
        later.sample(sample(1, "p1", "glucose", "mg/dL", null, 100));
        later.flush();

        assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
        assertThat(MessageCodec.contentHash(messages.get(1))).isEqualTo(MessageCodec.contentHash(messages.get(0)));
    }

    @Test
    void more_batches_than_are_gathered_hand_on_the_eldest_and_lose_nothing() {
        int patients = WearableBatcher.MAX_OPEN * 2;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < patients; i++) {
                batcher.sample(sample(round * patients + i, "p" + i, "glucose", "mg/dL", null, 100));
            }
        }
        batcher.flush();

        Set<Object> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.id()));
        assertThat(messages).hasSize(3 * patients);
        assertThat(ids).hasSize(3 * patients);
    }

    @Test
    void a_sample_of_nobody_or_of_an_impossible_patient_is_refused() {
        batcher.sample(sample(7, null, "glucose", "mg/dL", null, 100));
        batcher.sample(sample(8, "-", "glucose", "mg/dL", null, 100));
        batcher.sample(sample(9, "p1", "glucose", "mg/dL", "d".repeat(129), 100));

        assertThat(refusals)
                .extracting(Refusal::code)
                .containsExactly("patient-required", "bad-patient-id", "device-too-long");
        assertThat(refusals).extracting(Refusal::line).containsExactly(7L, 8L, 9L);
    }

    @Test
    void a_message_reads_back_from_its_json_line() throws MalformedMessage {
        batcher.sample(sample(1, "p1", "glucose", "mg/dL", "d1", 100.5));
        batcher.flush();

        assertThat(MessageCodec.fromJson(MessageCodec.toJson(messages.get(0)), Instant.EPOCH))
                .isEqualTo(messages.get(0));
    }

    private static WearableSample sample(
            long line, @Nullable String subject, String metric, String unit, @Nullable String device, double value) {
        return new WearableSample(line, subject, metric, unit, device, START.plusSeconds(line), value);
    }
}
