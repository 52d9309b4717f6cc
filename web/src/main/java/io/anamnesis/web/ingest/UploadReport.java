package io.anamnesis.web.ingest;

import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the pieces of one upload, in the form that its sender asked for. Confined to the connection's context. */
abstract class UploadReport {
    /** Of what {@link #take} gives. */
    abstract String mediaType();

    abstract void accepted(long line, String id, long seq);

    abstract void duplicate(long line, String id, long seq);

    /**
     * Tells of a piece that was not taken.
     *
     * @param element the place within the line, such as a column's name
     * @param pointer JSON pointer of what is wrong
     */
    abstract void rejected(
            long line,
            @Nullable String id,
            @Nullable String element,
            String code,
            String detail,
            @Nullable String pointer,
            boolean retryable);

    final void rejected(long line, @Nullable String id, Rejection rejection) {
        String pointer = null;
        if (rejection instanceof Rejection.Malformed malformed) {
            pointer = malformed.pointer();
        } else if (rejection instanceof Rejection.Quarantined kept) {
            pointer = kept.pointer();
        } else if (rejection instanceof Rejection.ExpectationUnmet unmet) {
            pointer = unmet.pointer();
        }
        rejected(line, id, null, rejection.code(), rejection.detail(), pointer, rejection.retryable());
    }

    final void rejected(long line, @Nullable String id, ProblemCode code, String detail) {
        rejected(line, id, null, code.code(), detail, null, code.status() >= 500);
    }

    /** The end. A problem in it says that the input was not read to its end. */
    abstract void summary(Map<String, Object> more, @Nullable Problem problem);

    /** Whether a problem is told within the report although its head could still say it. */
    boolean takesProblem() {
        return false;
    }

    /**
     * HTTP status of the whole.
     *
     * @param nothingTaken the status where everything was refused for mixed reasons, or such as no status tells
     */
    abstract int status(int nothingTaken);

    abstract int pendingBytes();

    /** What was written since the last call. */
    abstract Buffer take();
}
