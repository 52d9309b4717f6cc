package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.patient.Rejection;

/** What is to become of a message: never an event and a refusal both. */
public sealed interface Decision {
    /** It is new: append it. */
    enum Append implements Decision {
        INSTANCE
    }

    /** It was accepted before. */
    record Known(long seq) implements Decision {}

    /** It can't be taken. */
    record Refuse(Rejection rejection) implements Decision {}
}
