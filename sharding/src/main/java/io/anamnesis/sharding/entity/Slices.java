package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.wire.ContentHash;
import java.nio.charset.StandardCharsets;

/** Which of n parts a patient belongs to: the same on every node and in every version. */
public final class Slices {
    private Slices() {}

    /** From 0 to {@code parts − 1}. */
    public static int of(PatientId patient, int parts) {
        return (int) Math.floorMod(ContentHash.of(patient.value().getBytes(StandardCharsets.UTF_8)), (long) parts);
    }
}
