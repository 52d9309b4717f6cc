package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A node's local copy of digests: rebuildable, never the truth. Methods may touch the disk, so they are called from the
 * {@code digest-cache} executor only.
 */
public interface DigestCache extends AutoCloseable {
    /** Keeps a digest unless a newer one (greater seq) is there. */
    void put(Digest digest);

    /** The digest of a patient, where it is kept. */
    Optional<Digest> get(int slice, PatientId patient);

    /** Hands over all digests of a slice, in no order. */
    void forEach(int slice, Consumer<Digest> action);

    /** How many digests of a slice are kept. */
    long size(int slice);

    /** Whether the slice was shut down cleanly before it was opened; otherwise each entry's seq is to be checked. */
    boolean clean(int slice);

    @Override
    void close();
}
