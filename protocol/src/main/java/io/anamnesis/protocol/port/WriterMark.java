package io.anamnesis.protocol.port;

import io.anamnesis.protocol.patient.WriterId;
import java.time.Instant;

/**
 * What is known of one writer of one patient.
 *
 * @param firstSeq no event of this writer has a smaller number
 * @param lastSeq the last event when the mark was written; the writer may have gone on since, unless {@code closed}
 * @param touchedAt when the mark was written, by the writer's clock
 * @param closed the writer stopped cleanly and wrote nothing after {@code lastSeq}
 */
public record WriterMark(WriterId writer, long firstSeq, long lastSeq, Instant touchedAt, boolean closed) {}
