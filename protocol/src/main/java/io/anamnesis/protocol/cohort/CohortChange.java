package io.anamnesis.protocol.cohort;

import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;

/**
 * A patient entered a cohort or left it. Of one patient's changes, every second one is of the same kind.
 *
 * @param seq from 1, without gaps over all versions of the cohort
 * @param version of the cohort that the patient was judged by
 * @param patientSeq the patient's event that was the last when this was found. Where a patient was found missing when a slice was
 *     compared as a whole, the event with which the patient had entered
 * @param at when it was found, in milliseconds
 */
public record CohortChange(long seq, int version, PatientId patient, CohortMove move, long patientSeq, Instant at) {
    /** @throws IllegalArgumentException where the number is less than 1 */
    public CohortChange {
        if (seq < 1) {
            throw new IllegalArgumentException("changes are numbered from 1; here " + seq);
        }
    }
}
