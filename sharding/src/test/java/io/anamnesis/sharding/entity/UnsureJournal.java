package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.StorageException;
import io.anamnesis.protocol.port.WriterMark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal whose appends can be held back, or fail although they were written: what a network does. */
final class UnsureJournal implements PatientJournal {
    private final PatientJournal real;
    private final AtomicInteger appends = new AtomicInteger();
    private final List<CompletableFuture<Void>> held = new ArrayList<>();
    private boolean holding;
    private int failures;

    UnsureJournal(PatientJournal real) {
        this.real = real;
    }

    synchronized void hold() {
        holding = true;
    }

    synchronized void failAfterWriting(int times) {
        failures = times;
    }

    synchronized int held() {
        return held.size();
    }

    int appends() {
        return appends.get();
    }

    void heal() {
        List<CompletableFuture<Void>> released;
        synchronized (this) {
            holding = false;
            failures = 0;
            released = List.copyOf(held);
            held.clear();
        }
        released.forEach(each -> each.complete(null));
    }

    @Override
    public synchronized CompletionStage<Void> append(PatientId patient, List<JournalEntry> entries) {
        appends.incrementAndGet();
        if (failures > 0) {
            failures--;
            return real.append(patient, entries)
                    .thenCompose(done -> CompletableFuture.failedFuture(
                            new StorageException("no confirmation", new IllegalStateException("test"))));
        }
        if (holding) {
            CompletableFuture<Void> gate = new CompletableFuture<>();
            held.add(gate);
            return gate.thenCompose(open -> real.append(patient, entries));
        }
        return real.append(patient, entries);
    }

    @Override
    public CompletionStage<JournalPage> read(PatientId patient, JournalPage.Cursor after, int limit) {
        return real.read(patient, after, limit);
    }

    @Override
    public CompletionStage<List<WriterMark>> writers(PatientId patient) {
        return real.writers(patient);
    }

    @Override
    public CompletionStage<Void> mark(PatientId patient, WriterMark mark) {
        return real.mark(patient, mark);
    }

    @Override
    public CompletionStage<Void> forget(PatientId patient, WriterId writer) {
        return real.forget(patient, writer);
    }
}
