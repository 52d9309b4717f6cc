package io.anamnesis.storage.cassandra;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.StorageException;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.storage.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * A patient's journal in buckets of consecutive sequence numbers. Numbers are contiguous over all writers of a patient, so
 * the first bucket without a row, other than the one that reading began in, is past the end.
 */
final class CassandraJournal implements PatientJournal {
    private final long bucketSize;
    private final Mutations mutations;
    private final AppendEvents appendEvents;
    private final SelectEvents selectEvents;
    private final SelectWriters selectWriters;
    private final InsertWriter insertWriter;
    private final DeleteWriter deleteWriter;

    CassandraJournal(CqlRequests requests, CassandraSettings.Layout layout) {
        bucketSize = layout.bucketSize();
        mutations = new Mutations(layout);
        appendEvents = new AppendEvents(requests);
        selectEvents = new SelectEvents(requests);
        selectWriters = new SelectWriters(requests);
        insertWriter = new InsertWriter(requests);
        deleteWriter = new DeleteWriter(requests);
    }

    /** One mutation after the other, so that a failure leaves a journal without a gap. */
    @Override
    public CompletionStage<Void> append(PatientId patient, List<JournalEntry> entries) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        try {
            for (Run run : runs(entries)) {
                done = done.thenCompose(before -> appendEvents.run(patient, run.bucket, run.entries));
            }
        } catch (StorageException e) {
            return CompletableFuture.failedStage(e);
        }
        return done;
    }

    @Override
    public CompletionStage<JournalPage> read(PatientId patient, JournalPage.Cursor after, int limit) {
        Limits.requirePage(limit);
        Reading reading = new Reading(patient, after, limit + 1);
        return gather(reading, bucketOf(after.seq())).thenApply(entries -> page(entries, limit));
    }

    @Override
    public CompletionStage<List<WriterMark>> writers(PatientId patient) {
        return selectWriters.run(patient);
    }

    @Override
    public CompletionStage<Void> mark(PatientId patient, WriterMark mark) {
        return insertWriter.run(patient, mark);
    }

    @Override
    public CompletionStage<Void> forget(PatientId patient, WriterId writer) {
        return deleteWriter.run(patient, writer);
    }

    /** All runs are cut, and so checked for size, before the first is written. */
    private List<Run> runs(List<JournalEntry> entries) {
        List<Run> runs = new ArrayList<>();
        entries.stream()
                .collect(Collectors.groupingBy(entry -> bucketOf(entry.seq()), TreeMap::new, Collectors.toList()))
                .forEach((bucket, inBucket) ->
                        mutations.cut(inBucket, AppendEvents::bytes).forEach(cut -> runs.add(new Run(bucket, cut))));
        return runs;
    }

    private CompletionStage<List<JournalEntry>> gather(Reading reading, long bucket) {
        return selectEvents
                .run(reading.patient, bucket, reading.after, reading.missing())
                .thenCompose(rows -> {
                    reading.entries.addAll(rows);
                    boolean pastTheEnd = rows.isEmpty() && bucket > bucketOf(reading.after.seq());
                    return pastTheEnd || reading.missing() == 0
                            ? CompletableFuture.completedStage(reading.entries)
                            : gather(reading, bucket + 1);
                });
    }

    /** One entry more than asked for was read, to know whether there is a next page. */
    private static JournalPage page(List<JournalEntry> entries, int limit) {
        if (entries.size() <= limit) {
            return new JournalPage(entries, null);
        }
        JournalEntry last = entries.get(limit - 1);
        return new JournalPage(
                entries.subList(0, limit),
                new JournalPage.Cursor(last.seq(), last.writer().value()));
    }

    private long bucketOf(long seq) {
        return Math.max(0, seq) / bucketSize;
    }

    private record Run(long bucket, List<JournalEntry> entries) {}

    private record Reading(PatientId patient, JournalPage.Cursor after, int wanted, List<JournalEntry> entries) {
        Reading(PatientId patient, JournalPage.Cursor after, int wanted) {
            this(patient, after, wanted, new ArrayList<>());
        }

        int missing() {
            return wanted - entries.size();
        }
    }
}
