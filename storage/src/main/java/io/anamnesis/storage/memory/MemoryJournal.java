package io.anamnesis.storage.memory;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.storage.Limits;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;

/** A sorted map per patient. */
final class MemoryJournal implements PatientJournal {
    private static final Comparator<JournalPage.Cursor> ORDER =
            Comparator.comparingLong(JournalPage.Cursor::seq).thenComparing(JournalPage.Cursor::writer);

    private final Map<PatientId, NavigableMap<JournalPage.Cursor, JournalEntry>> events = new ConcurrentHashMap<>();
    private final Map<PatientId, Map<WriterId, WriterMark>> marks = new ConcurrentHashMap<>();
    private final Executor executor;

    MemoryJournal(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Void> append(PatientId patient, List<JournalEntry> entries) {
        return runAsync(() -> entries.forEach(entry -> eventsOf(patient).put(place(entry), entry)), executor);
    }

    @Override
    public CompletionStage<JournalPage> read(PatientId patient, JournalPage.Cursor after, int limit) {
        Limits.requirePage(limit);
        return supplyAsync(() -> page(eventsOf(patient), after, limit), executor);
    }

    @Override
    public CompletionStage<List<WriterMark>> writers(PatientId patient) {
        return supplyAsync(() -> List.copyOf(marksOf(patient).values()), executor);
    }

    @Override
    public CompletionStage<Void> mark(PatientId patient, WriterMark mark) {
        return runAsync(() -> marksOf(patient).put(mark.writer(), mark), executor);
    }

    @Override
    public CompletionStage<Void> forget(PatientId patient, WriterId writer) {
        return runAsync(() -> marksOf(patient).remove(writer), executor);
    }

    private static JournalPage page(
            NavigableMap<JournalPage.Cursor, JournalEntry> events, JournalPage.Cursor after, int limit) {
        List<JournalEntry> entries =
                events.tailMap(after, false).values().stream().limit(limit + 1L).toList();
        if (entries.size() <= limit) {
            return new JournalPage(entries, null);
        }
        return new JournalPage(entries.subList(0, limit), place(entries.get(limit - 1)));
    }

    private static JournalPage.Cursor place(JournalEntry entry) {
        return new JournalPage.Cursor(entry.seq(), entry.writer().value());
    }

    private NavigableMap<JournalPage.Cursor, JournalEntry> eventsOf(PatientId patient) {
        return events.computeIfAbsent(patient, absent -> new ConcurrentSkipListMap<>(ORDER));
    }

    private Map<WriterId, WriterMark> marksOf(PatientId patient) {
        return marks.computeIfAbsent(patient, absent -> new ConcurrentHashMap<>());
    }
}
