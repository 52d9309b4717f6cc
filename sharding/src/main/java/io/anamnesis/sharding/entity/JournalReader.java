package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.PatientJournal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Shows a patient's journal page by page, on the fold executor: one page is in memory at a time. */
record JournalReader(PatientJournal journal, int pageSize, Executor executor) {

    /**
     * Shows every entry from a number on, in the order (seq, writer), until {@code more} answers false.
     */
    CompletionStage<Void> each(PatientId patient, long fromSeq, Predicate<JournalEntry> more) {
        return next(patient, JournalPage.Cursor.from(fromSeq), more);
    }

    private CompletionStage<Void> next(
            PatientId patient, JournalPage.@Nullable Cursor cursor, Predicate<JournalEntry> more) {
        if (cursor == null) {
            return CompletableFuture.completedFuture(null);
        }
        return journal.read(patient, cursor, pageSize)
                .thenComposeAsync(page -> next(patient, show(page, more) ? page.next() : null, more), executor);
    }

    private static boolean show(JournalPage page, Predicate<JournalEntry> more) {
        for (JournalEntry entry : page.entries()) {
            if (!more.test(entry)) {
                return false;
            }
        }
        return true;
    }
}
