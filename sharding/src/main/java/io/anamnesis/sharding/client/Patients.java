package io.anamnesis.sharding.client;

import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import java.util.concurrent.CompletionStage;

/** All patients of the cluster, wherever each of them lives. */
public interface Patients {
    /**
     * Asks one patient.
     *
     * @return the reply; a patient that can't be reached in time answers {@code Rejected(Unavailable)}, so that the stage
     *     fails on a bug only. After an unavailable {@code Record} the outcome is unknown and a repeat is safe.
     */
    CompletionStage<PatientReply> ask(PatientCommand command);
}
