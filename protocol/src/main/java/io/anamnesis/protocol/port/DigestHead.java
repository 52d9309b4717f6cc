package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import java.util.Set;

/**
 * What a digest store knows of a patient, without the digest.
 *
 * @param seq of the stored digest, or −1 where there is none
 * @param ahead writers that may have written to the journal what the stored digest lacks
 */
public record DigestHead(PatientId patient, long seq, Set<WriterId> ahead) {
    /** The seq where nothing is stored. */
    public static final long NONE = -1;

    public DigestHead {
        ahead = Set.copyOf(ahead);
    }
}
