package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Closed event-time windows, keyed by (patient, metric, start). */
public interface WindowStore {
    /** Writes or replaces windows. */
    CompletionStage<Void> save(PatientId patient, List<WindowView> windows);

    /**
     * Windows of a metric that start in [from, to), oldest first.
     *
     * @param limit at most so many
     */
    CompletionStage<List<WindowView>> read(PatientId patient, String metric, Instant from, Instant to, int limit);
}
