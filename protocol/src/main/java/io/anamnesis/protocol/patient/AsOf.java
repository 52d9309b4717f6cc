package io.anamnesis.protocol.patient;

import java.time.Instant;

/** A point in the history of what was known: a sequence number, or an instant of received time. */
public sealed interface AsOf {
    /** Everything up to and including this sequence number. */
    record Seq(long seq) implements AsOf {}

    /** Everything received at or before this instant. */
    record ReceivedAt(Instant instant) implements AsOf {}
}
