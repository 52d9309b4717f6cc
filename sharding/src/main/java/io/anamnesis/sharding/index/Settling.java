package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A query that waits for the digests of patients who changed before it began. Guarded by the index's lock. */
final class Settling {
    /** Slices to be read, with the turn of their keepers. */
    final Map<Integer, Long> epochs;

    final Map<PatientId, Integer> missing;
    final CompletableFuture<Settling> settled = new CompletableFuture<>();

    Settling(Map<Integer, Long> epochs, Map<PatientId, Integer> missing) {
        this.epochs = epochs;
        this.missing = missing;
    }

    /** Slices whose answer would lack a change; none where all came in time. */
    Set<Integer> unsettledSlices() {
        return new HashSet<>(missing.values());
    }
}
