package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;

/** What a node's index holds. {@link NodeIndex} sees to it that one thread changes it and nobody reads it meanwhile. */
interface IndexContent {
    /** The event that a patient is current with, or −1 where the patient is not here. */
    long seq(PatientId patient);

    /** Takes a digest in, in the place of an older one; an older digest changes nothing. */
    void apply(Digest digest);

    /** Forgets all patients of a slice. */
    void removeSlice(int slice);

    /** Patients of a slice. */
    int size(int slice);

    /** Bytes that the columns and vectors take. */
    long bytes();
}
