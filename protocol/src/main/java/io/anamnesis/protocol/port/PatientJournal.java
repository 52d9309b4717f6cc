package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The truth: every accepted event of every patient, append-only. */
public interface PatientJournal {
    /**
     * Makes the events durable at the configured consistency, as one single-partition batch wherever they fall into one
     * bucket. Appending the same (seq, writer) again with the same content changes nothing, so a repeat after a timeout is
     * safe.
     *
     * @param entries ascending by seq, one writer
     * @return completes when all are durable; fails with {@link StorageException} where that is not known
     */
    CompletionStage<Void> append(PatientId patient, List<JournalEntry> entries);

    /**
     * Reads entries after a place, ordered by (seq, writer).
     *
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<JournalPage> read(PatientId patient, JournalPage.Cursor after, int limit);

    /** The marks of all writers that have not been forgotten, in no order. */
    CompletionStage<List<WriterMark>> writers(PatientId patient);

    /** Writes or replaces a writer's mark. It is written before the writer's first append and renewed from time to time. */
    CompletionStage<Void> mark(PatientId patient, WriterMark mark);

    /** Forgets a writer's mark; its events stay. */
    CompletionStage<Void> forget(PatientId patient, WriterId writer);
}
