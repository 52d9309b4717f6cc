package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.ProfileView.ModalityView;
import java.time.Instant;
import java.util.Map;

/** How much of a modality there is, and how fresh. */
final class ModalityState {
    long messages;
    long firstObservedAt = Long.MAX_VALUE;
    long lastObservedAt = Long.MIN_VALUE;
    long lastSeq;
    final Sources sources = new Sources();

    void add(ModalityMessage message, long seq) {
        long observedAt = message.observedAt().toEpochMilli();
        sources.add(message);
        messages++;
        firstObservedAt = Math.min(firstObservedAt, observedAt);
        lastObservedAt = Math.max(lastObservedAt, observedAt);
        lastSeq = Math.max(lastSeq, seq);
    }

    ModalityView view(long items, Map<String, Double> features) {
        return messages == 0
                ? ModalityView.MISSING
                : new ModalityView(
                        true,
                        messages,
                        Instant.ofEpochMilli(firstObservedAt),
                        Instant.ofEpochMilli(lastObservedAt),
                        lastSeq,
                        items,
                        features);
    }
}
