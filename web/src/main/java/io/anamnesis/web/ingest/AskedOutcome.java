package io.anamnesis.web.ingest;

import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.web.problem.ProblemCode;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command that waits for its answer: the callback of its stage, and then the answer's link in the queue. */
final class AskedOutcome extends Outcome implements BiConsumer<@Nullable PatientReply, @Nullable Throwable> {
    private final long line;
    private final String id;
    private final OutcomeQueue queue;
    private final Consumer<Throwable> bug;
    private @Nullable PatientReply reply;
    private @Nullable Throwable failure;

    /** @param bug takes a failure that is nobody's fault but ours, on the connection's context */
    AskedOutcome(long line, String id, OutcomeQueue queue, Consumer<Throwable> bug) {
        this.line = line;
        this.id = id;
        this.queue = queue;
        this.bug = bug;
    }

    void await(CompletionStage<PatientReply> stage) {
        stage.whenComplete(this);
    }

    /** On any thread. */
    @Override
    public void accept(@Nullable PatientReply answer, @Nullable Throwable problem) {
        reply = answer;
        failure = problem;
        queue.add(this);
    }

    @Override
    void tell(UploadReport report) {
        if (reply instanceof PatientReply.Accepted accepted) {
            report.accepted(line, id, accepted.seq());
        } else if (reply instanceof PatientReply.Duplicate duplicate) {
            report.duplicate(line, id, duplicate.seq());
        } else if (reply instanceof PatientReply.Rejected rejected) {
            report.rejected(line, id, rejected.rejection());
        } else {
            bug.accept(failure == null ? new IllegalStateException("an answer of another command") : failure);
            report.rejected(
                    line,
                    id,
                    ProblemCode.INTERNAL_ERROR,
                    "The server failed on this message. Send it again with the same id: it counts once.");
        }
    }
}
