package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.measure.EntityMeasures;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.Span;
import io.anamnesis.protocol.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final DigestStore digests;
    private final int slice;
    private final InstantSource clock;
    private final Duration renewAfter;
    private final long firstSeq;
    private final EntityMeasures measures;
    private final Tracing tracing;
    private @Nullable Instant markedAt;

    JournalWriter(PatientId patient, EntityEnvironment environment, long firstSeq) {
        this.patient = patient;
        this.journal = environment.journal();
        this.digests = environment.digests();
        this.slice = Slices.of(patient, environment.settings().indexSlices());
        this.clock = environment.clock();
        this.renewAfter = environment.settings().sealHorizon().dividedBy(2);
        this.firstSeq = firstSeq;
        this.measures = environment.measures();
        this.tracing = environment.tracing();
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

    /**
     * Appends; an earlier failure may have left entries that are the same, and they count once.
     *
     * @param senders of the entries, whose spans the append is part of
     */
    CompletionStage<Void> append(List<JournalEntry> entries, long lastSeq, List<Asker> senders) {
        long begun = System.nanoTime();
        Span span = span(entries.size(), senders);
        return mark(lastSeq)
                .thenCompose(marked -> journal.append(patient, entries))
                .whenComplete((done, failure) -> {
                    measures.appended(entries.size(), System.nanoTime() - begun, failure != null);
                    if (failure != null) {
                        span.failed("append-unconfirmed");
                    }
                    span.end();
                });
    }

    /** One append serves many messages: it is the child of the first whose trace is kept; it and the others name each other. */
    private Span span(int entries, List<Asker> senders) {
        List<Asker> traced = traced(senders);
        if (traced.isEmpty()) {
            return Span.NONE;
        }
        Asker first = traced.get(0);
        RequestContext request = first.request();
        Span span = tracing.begin(
                "journal append",
                Tracing.Kind.CLIENT,
                request == null ? null : first.span().inside(request));
        span.put("db.operation.batch.size", entries);
        for (Asker other : traced.subList(1, traced.size())) {
            span.link(other.span());
            other.span().link(span);
        }
        return span;
    }

    private static List<Asker> traced(List<Asker> senders) {
        List<Asker> traced = List.of();
        for (Asker sender : senders) {
            if (sender.span().recording()) {
                traced = traced.isEmpty() ? new ArrayList<>() : traced;
                traced.add(sender);
            }
        }
        return traced;
    }

    private CompletionStage<Void> mark(long lastSeq) {
        if (marked() && !renews()) {
            return CompletableFuture.completedFuture(null);
        }
        Instant now = clock.instant();
        markedAt = now;
        // both at once, and both before the append: a slice that is loaded after a crash asks this patient
        CompletionStage<Void> noted = digests.ahead(slice, patient, writer);
        return journal.mark(patient, new WriterMark(writer, firstSeq, lastSeq, now, false))
                .thenCompose(marked -> noted);
    }

    /** The last append was not confirmed, and perhaps the mark was not either: the next attempt writes it again. */
    void unconfirmed() {
        markedAt = Instant.MIN;
    }

    /**
     * Says that this writer wrote its last.
     *
     * @param snapshotIsCurrent whether the stored snapshot holds all it wrote
     * @param sealed where the stored digest holds all it wrote: the others who write no more; null elsewhere
     */
    CompletionStage<Void> finish(long lastSeq, boolean snapshotIsCurrent, @Nullable Set<WriterId> sealed) {
        CompletionStage<Void> closed = snapshotIsCurrent && marked()
                ? journal.mark(patient, new WriterMark(writer, firstSeq, lastSeq, clock.instant(), true))
                : CompletableFuture.completedStage(null);
        Set<WriterId> caughtUp = new HashSet<>(sealed == null ? Set.of() : sealed);
        if (sealed != null && marked()) {
            caughtUp.add(writer);
        }
        return digests.caughtUp(slice, patient, caughtUp).thenCompose(digest -> closed);
    }

    /** Whether somebody writes for this patient who is neither this writer nor one of those. */
    CompletionStage<Boolean> others(Set<WriterId> known) {
        return journal.writers(patient).thenApply(marks -> marks.stream()
                .map(WriterMark::writer)
                .anyMatch(each -> !each.equals(writer) && !known.contains(each)));
    }
}
