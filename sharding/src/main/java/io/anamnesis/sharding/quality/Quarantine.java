package io.anamnesis.sharding.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.Quarantined;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps messages aside, and no more of them a day than it may: a source that changed overnight must not fill the disk. */
final class Quarantine {
    /** The largest document that is kept aside, in characters of JSON. */
    static final int MAX_DOCUMENT_CHARS = 1 << 20;

    private static final int HASH_BYTES = 16;
    private static final int MAX_POINTER_CHARS = 512;

    private final QuarantineStore store;
    private final InstantSource clock;
    private final int maxADay;
    private LocalDate today = LocalDate.MIN;
    private int keptToday;

    Quarantine(QuarantineStore store, InstantSource clock, int maxADay) {
        this.store = store;
        this.clock = clock;
        this.maxADay = maxADay;
    }

    QuarantineStore store() {
        return store;
    }

    /** See {@link io.anamnesis.sharding.client.QualityDesk#keep}. */
    CompletionStage<PatientReply> keep(
            PatientId patient, String sourceSystem, String rule, String pointer, String reason, JsonNode document) {
        String text = document.toString();
        if (text.length() > MAX_DOCUMENT_CHARS) {
            return CompletableFuture.completedFuture(new PatientReply.Rejected(new Rejection.LimitReached(
                    "characters of a message in quarantine", MAX_DOCUMENT_CHARS, text.length())));
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (!admitted(Quarantined.dayOf(now))) {
            return CompletableFuture.completedFuture(new PatientReply.Rejected(
                    new Rejection.LimitReached("messages a day in quarantine on one node", maxADay, maxADay + 1L)));
        }
        String where = pointer.length() > MAX_POINTER_CHARS ? pointer.substring(0, MAX_POINTER_CHARS) : pointer;
        Quarantined entry = new Quarantined(
                Quarantined.dayOf(now) + "-" + hash(text),
                now,
                patient,
                sourceSystem,
                rule,
                where,
                reason,
                document,
                Quarantined.State.OPEN,
                null,
                null);
        return store.save(entry)
                .handle((done, failure) -> new PatientReply.Rejected(
                        failure == null
                                ? new Rejection.Quarantined(entry.id(), rule, where, reason)
                                : new Rejection.StorageUnavailable()));
    }

    private synchronized boolean admitted(LocalDate day) {
        if (!day.equals(today)) {
            today = day;
            keptToday = 0;
        }
        if (keptToday >= maxADay) {
            return false;
        }
        keptToday++;
        return true;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
