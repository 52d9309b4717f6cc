package io.anamnesis.protocol.cohort;

import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;

/**
 * Who is in a cohort.
 *
 * @param seq of the change with which the patient entered
 * @param version of the cohort at that change
 * @param patientSeq the patient's last event at that change
 * @param since when the patient entered
 */
public record CohortMember(PatientId patient, long seq, int version, long patientSeq, Instant since) {
    /** The patient whom a change brought in. */
    public static CohortMember of(CohortChange entered) {
        return new CohortMember(
                entered.patient(), entered.seq(), entered.version(), entered.patientSeq(), entered.at());
    }
}
