package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.WriterMark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation's pen: its writer id, its mark, its appends. The mark is there before the first append, and never older
 * than half the seal horizon when one is written, so that nobody takes this writer for dead while it writes. Belongs to the
 * entity's thread.
 */
final class JournalWriter {
    private final WriterId writer = new WriterId(UUID.randomUUID().toString());
    private final PatientId patient;
    private final PatientJournal journal;
    private final InstantSource clock;
    private final Duration renewAfter;
    private final long firstSeq;
    private @Nullable Instant markedAt;

    JournalWriter(PatientId patient, EntityEnvironment environment, long firstSeq) {
        this.patient = patient;
        this.journal = environment.journal();
        this.clock = environment.clock();
        this.renewAfter = environment.settings().sealHorizon().dividedBy(2);
        this.firstSeq = firstSeq;
    }

    WriterId id() {
        return writer;
    }

    /** Whether this incarnation has written anything, or tried to. */
    boolean marked() {
        return markedAt != null;
    }

    /** Whether the next append renews the mark: the time to look for others, too. */
    boolean renews() {
        Instant last = markedAt;
        return last != null && !last.plus(renewAfter).isAfter(clock.instant());
    }

    /** Appends; an earlier failure may have left entries that are the same, and they count once. */
    CompletionStage<Void> append(List<JournalEntry> entries, long lastSeq) {
        return mark(lastSeq).thenCompose(marked -> journal.append(patient, entries));
    }

    private CompletionStage<Void> mark(long lastSeq) {
        if (marked() && !renews()) {
            return CompletableFuture.completedFuture(null);
        }
        Instant now = clock.instant();
        markedAt = now;
        return journal.mark(patient, new WriterMark(writer, firstSeq, lastSeq, now, false));
    }

    /** The last append was not confirmed, and perhaps the mark was not either: the next attempt writes it again. */
    void unconfirmed() {
        markedAt = Instant.MIN;
    }

    /** Says that this writer wrote its last. */
    CompletionStage<Void> close(long lastSeq) {
        return journal.mark(patient, new WriterMark(writer, firstSeq, lastSeq, clock.instant(), true));
    }

    /** The marks of all writers of this patient. */
    CompletionStage<List<WriterMark>> all() {
        return journal.writers(patient);
    }
}
