package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Digests of all patients by index slice. They are written behind; so that whoever loads a slice knows whose digest may be behind the
 * journal, a writer says so before its first append, and takes it back when the digest holds all that it wrote.
 */
public interface DigestStore {
    /** Writes or replaces a patient's digest. */
    CompletionStage<Void> save(Digest digest);

    /** Notes, durably, that a writer may go ahead of the patient's stored digest. */
    CompletionStage<Void> ahead(int slice, PatientId patient, WriterId writer);

    /** Takes that back for writers that write no more and whose events the stored digest holds. */
    CompletionStage<Void> caughtUp(int slice, PatientId patient, Set<WriterId> writers);

    /** One patient's digest. */
    CompletionStage<Optional<Digest>> load(int slice, PatientId patient);

    /**
     * Digests of a slice in a stable order.
     *
     * @param after the last patient of the page before, or null
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<Digest>> scan(int slice, @Nullable PatientId after, int limit);

    /**
     * All patients of a slice that have a digest or a writer ahead, in a stable order.
     *
     * @param after the last patient of the page before, or null
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<DigestHead>> heads(int slice, @Nullable PatientId after, int limit);
}
