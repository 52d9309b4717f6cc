package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;

/** What the patients of a node tell the index of that node. Called on the entities' threads; never blocks for long. */
public interface IndexFeed {
    /**
     * A patient changed, or woke up. To be called before anybody hears of the change: a query that starts afterwards then waits for a
     * digest of at least that event.
     *
     * @param slice the index slice, which is the shard, of the patient
     * @param seq the last event
     */
    void touched(PatientId patient, int slice, long seq);

    /**
     * The digest of a patient, asked for with {@link PatientMessage.TellIndex} or given at the end.
     *
     * @return whether the patient slept and was woken for nothing but this digest: it may sleep again
     */
    boolean offer(Digest digest);

    /** What it cost to make a digest that was asked for, in nanoseconds of processor time. */
    void made(long nanos);
}
