package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;

/** How one upload is read, as its path and query say. Used once. */
interface FileReading {
    /** Takes what comes out, in order, on the reading thread; it may block. */
    interface Output {
        /** A message; it stands, or its first part does, in that line. */
        void message(ModalityMessage message, long line);

        /** A piece that gave none. */
        void refused(Refusal refusal);
    }

    /** A new report, in the form that the sender asked for. */
    default UploadReport report() {
        return new Report();
    }

    /** The code of an upload that can't be read. */
    default ProblemCode unreadable() {
        return ProblemCode.UNREADABLE_FILE;
    }

    /**
     * Reads the whole file. Blocks; closes nothing.
     *
     * @param arrivedAt the issue time of what states none
     * @return counts for the report, by name
     * @throws io.anamnesis.web.ingest.reading.UnreadableInput where it can't be read, or not any further; what was read before
     *     has been handed on
     * @throws IOException where the input fails
     */
    Map<String, Object> read(InputStream in, Instant arrivedAt, Output output) throws IOException;
}
