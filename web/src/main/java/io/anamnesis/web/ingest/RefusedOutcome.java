package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.reading.Refusal;

/** A row that gave no message. */
final class RefusedOutcome extends Outcome {
    private final Refusal refusal;

    RefusedOutcome(Refusal refusal) {
        this.refusal = refusal;
    }

    @Override
    void tell(UploadReport report) {
        report.rejected(refusal.line(), null, refusal.element(), refusal.code(), refusal.reason(), null, false);
    }
}
