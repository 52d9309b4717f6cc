package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.PatientId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Profile slices, written behind: a short way back to the live profile, never the truth. */
public interface ProfileStore {
    /** Replaces all slices of a patient together (one partition, one batch). */
    CompletionStage<Void> save(PatientId patient, StoredProfile profile);

    /** The slices, or empty where none were written. */
    CompletionStage<Optional<StoredProfile>> load(PatientId patient);

    /**
     * Slices of one patient at one point.
     *
     * @param seq the last event folded in
     * @param slices CBOR by slice name ({@code head}, then modality wire names); arrays are not copied. A slice whose name
     *     begins with {@value #RAW_TEXT} holds raw text and lies in a column of its own
     */
    record StoredProfile(long seq, Map<String, byte[]> slices) {
        /** How names of slices begin that hold what is under {@link io.anamnesis.protocol.message.RawText#TAG}. */
        public static final String RAW_TEXT = "raw-text-";

        public StoredProfile {
            slices = Map.copyOf(slices);
        }
    }
}
