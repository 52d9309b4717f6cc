package io.anamnesis.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.sharding.client.QualityDesk;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps everything aside that it is asked to. */
public final class MemoryQuality implements QualityDesk, QuarantineStore {
    private static final Instant AT = Instant.parse("2026-03-01T08:15:00Z");

    private final NavigableMap<String, Quarantined> byId = new ConcurrentSkipListMap<>();

    @Override
    public CompletionStage<PatientReply> keep(
            PatientId patient, String sourceSystem, String rule, String pointer, String reason, JsonNode document) {
        String id = Quarantined.dayOf(AT) + "-" + String.format("%032x", byId.size() + 1);
        byId.put(
                id,
                new Quarantined(
                        id,
                        AT,
                        patient,
                        sourceSystem,
                        rule,
                        pointer,
                        reason,
                        document,
                        Quarantined.State.OPEN,
                        null,
                        null));
        return CompletableFuture.completedFuture(
                new PatientReply.Rejected(new Rejection.Quarantined(id, rule, pointer, reason)));
    }

    /** Of what was kept last. */
    public String lastId() {
        return byId.lastKey();
    }

    @Override
    public QuarantineStore quarantine() {
        return this;
    }

    @Override
    public List<Count> counts() {
        return List.of(new Count("assembly-known", "lab", 3, 1));
    }

    @Override
    public CompletionStage<Void> save(Quarantined entry) {
        byId.put(entry.id(), entry);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Optional<Quarantined>> find(String id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(byId.get(id)));
    }

    @Override
    public CompletionStage<List<Quarantined>> page(LocalDate day, @Nullable String after, int limit) {
        return CompletableFuture.completedFuture(byId.values().stream()
                .filter(each ->
                        each.day().equals(day) && (after == null || each.id().compareTo(after) > 0))
                .limit(limit)
                .map(Quarantined::withoutDocument)
                .toList());
    }
}
