package io.anamnesis.sharding.live;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;
import java.util.List;

/** One thing that a node says of a slice that it has. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReportItem.Claim.class, name = "claim"),
    @JsonSubTypes.Type(value = ReportItem.Present.class, name = "present"),
    @JsonSubTypes.Type(value = ReportItem.Turned.class, name = "turned")
})
public sealed interface ReportItem {
    /** The slice of the index. */
    int slice();

    /** The slice is this node's from now on: nobody else's word counts. Pages of who is in follow. */
    record Claim(int slice) implements ReportItem {}

    /**
     * A page of those of a claimed slice who are in.
     *
     * @param last whether all have been named: members who have not are out
     * @param at when they were judged
     */
    record Present(int slice, List<Seen> patients, boolean last, Instant at) implements ReportItem {
        public Present {
            patients = List.copyOf(patients);
        }
    }

    /**
     * A patient and the event that was the last when the patient was judged.
     *
     * @param seq of that event
     */
    record Seen(PatientId patient, long seq) {}

    /** A patient is in now, or out. */
    record Turned(int slice, PatientId patient, long patientSeq, boolean in, Instant at) implements ReportItem {}
}
