package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.StorageException;
import io.anamnesis.protocol.port.WriterMark;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that can't be read for some patients, who therefore can't wake; and that remembers who tried. */
final class UnreadablePatients implements PatientJournal {
    private final PatientJournal real;
    private final Set<PatientId> unreadable = ConcurrentHashMap.newKeySet();
    private final Set<PatientId> tried = ConcurrentHashMap.newKeySet();

    UnreadablePatients(PatientJournal real) {
        this.real = real;
    }

    void add(PatientId patient) {
        unreadable.add(patient);
    }

    void heal() {
        unreadable.clear();
    }

    Set<PatientId> tried() {
        return tried;
    }

    @Override
    public CompletionStage<Void> append(PatientId patient, List<JournalEntry> entries) {
        return real.append(patient, entries);
    }

    @Override
    public CompletionStage<JournalPage> read(PatientId patient, JournalPage.Cursor after, int limit) {
        return real.read(patient, after, limit);
    }

    @Override
    public CompletionStage<List<WriterMark>> writers(PatientId patient) {
        tried.add(patient);
        return unreadable.contains(patient)
                ? CompletableFuture.failedFuture(new StorageException("as the test wants", new IOException()))
                : real.writers(patient);
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
