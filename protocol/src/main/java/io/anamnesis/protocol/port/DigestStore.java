package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Digests of all patients by index slice. */
public interface DigestStore {
    /** Writes or replaces a patient's digest. */
    CompletionStage<Void> save(Digest digest);

    /** One patient's digest. */
    CompletionStage<Optional<Digest>> load(int slice, PatientId patient);

    /**
     * Digests of a slice in a stable order.
     *
     * @param after the last patient of the page before, or null
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<Digest>> scan(int slice, @Nullable PatientId after, int limit);
}
