package io.anamnesis.protocol.patient;

import io.anamnesis.protocol.message.Modality;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One accepted message in a patient's history.
 *
 * @param summary what it holds in a few words without its values, such as {@code glucose, 288 samples}
 */
public record TimelineEntry(
        long seq,
        String writer,
        String messageId,
        Modality modality,
        String sourceSystem,
        @Nullable String sourceDevice,
        Instant observedAt,
        Instant receivedAt,
        String summary) {}
