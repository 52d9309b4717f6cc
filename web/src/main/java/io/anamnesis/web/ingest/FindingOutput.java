package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.Refusal;

/** Hands messages of findings to an upload, with the line in which they stand. */
record FindingOutput(FileReading.Output output) implements FindingMessages.Output {
    @Override
    public void message(ModalityMessage message) {
        Origin origin = message.origin();
        output.message(message, origin == null ? 0 : origin.line());
    }

    @Override
    public void refused(Refusal refusal) {
        output.refused(refusal);
    }
}
