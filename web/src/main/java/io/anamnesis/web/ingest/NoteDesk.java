package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.request.RequestScope;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The patients, behind somebody who looks into notes: a note that comes with its text only gets what readers of files find in
 * such texts, before it goes on. On threads of its own, so that no event loop waits; what may wait for them is bounded. So a note
 * can be overtaken by messages of other kinds, which makes no difference to what holds. Safe on any thread.
 */
public final class NoteDesk implements Patients, AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Patients patients;
    private final NoteComposer composer;
    private final NoteSettings settings;
    private final Semaphore chars;
    private final ThreadPoolExecutor threads;

    public NoteDesk(Patients patients, NoteComposer composer, NoteSettings settings) {
        this.patients = patients;
        this.composer = composer;
        this.settings = settings;
        this.chars = new Semaphore(settings.maxWaitingChars());
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.maxWaiting()),
                NoteDesk::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** As {@link Patients#ask}; answers {@code Rejected(Unavailable)} where too many notes wait. */
    @Override
    public CompletionStage<PatientReply> ask(PatientCommand command) {
        if (command instanceof PatientCommand.Record asked
                && asked.message().payload() instanceof Payload.NotePayload said
                && isUnread(said.note())) {
            return lookedInto(asked, said.note());
        }
        return patients.ask(command);
    }

    private static boolean isUnread(ClinicalNote note) {
        return note.annotations() == null
                && note.embedding() == null
                && !note.withdrawn()
                && !note.text().isBlank()
                && NoteComposer.reads(note.language());
    }

    private CompletionStage<PatientReply> lookedInto(PatientCommand.Record asked, ClinicalNote note) {
        // a note longer than all that may wait is looked into alone
        int cost = Math.min(note.text().length(), settings.maxWaitingChars());
        if (!chars.tryAcquire(cost)) {
            return CompletableFuture.completedFuture(busy());
        }
        CompletableFuture<PatientReply> answer = new CompletableFuture<>();
        try {
            threads.execute(RequestScope.carried(asked.caller().request(), () -> look(asked, note, cost, answer)));
        } catch (RejectedExecutionException e) {
            chars.release(cost);
            answer.complete(busy());
        }
        return answer;
    }

    /** The same message can be sent again later. */
    private PatientReply busy() {
        return new PatientReply.Rejected(new Rejection.Unavailable("The server looks into " + settings.maxWaiting()
                + " notes or " + settings.maxWaitingChars()
                + " characters of them, the most that wait. Send the note again later."));
    }

    private void look(
            PatientCommand.Record asked, ClinicalNote note, int cost, CompletableFuture<PatientReply> answer) {
        try {
            ModalityMessage message = asked.message().saying(new Payload.NotePayload(composer.lookInto(note)));
            chain(patients.ask(new PatientCommand.Record(message, asked.caller())), answer);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            chars.release(cost);
        }
    }

    private static void chain(CompletionStage<PatientReply> from, CompletableFuture<PatientReply> to) {
        from.whenComplete((reply, failure) -> {
            if (failure == null) {
                to.complete(reply);
            } else {
                to.completeExceptionally(failure);
            }
        });
    }

    /** Ends; notes that wait are not recorded. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "note-desk-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
