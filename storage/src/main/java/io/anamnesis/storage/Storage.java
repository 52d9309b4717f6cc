package io.anamnesis.storage;

import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.protocol.port.OperatorActions;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.protocol.port.WindowStore;

/** All stores of one database. Closing it closes what they share. */
public interface Storage extends AutoCloseable {
    /** Every accepted event: the truth. */
    PatientJournal journal();

    /** Profile slices, written behind. */
    ProfileStore profiles();

    /** Closed event-time windows. */
    WindowStore windows();

    /** What the index loads. */
    DigestStore digests();

    /** Messages that were kept aside. */
    QuarantineStore quarantine();

    /** Live cohorts. */
    CohortStore cohorts();

    /** What operators did to the cluster. */
    OperatorActions operatorActions();

    /** Models and their promotions. */
    ModelStore models();

    @Override
    void close();
}
