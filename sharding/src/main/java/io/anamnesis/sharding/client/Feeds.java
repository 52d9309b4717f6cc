package io.anamnesis.sharding.client;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import org.jspecify.annotations.Nullable;

/** Live feeds of patients. A feed outlives the patient's passivation, its move to another node and that node's death. */
public interface Feeds {
    /**
     * Opens a feed. Nothing is delivered before {@link FeedSubscription#request}.
     *
     * @param fromSeq the last event the watcher has seen: deltas follow from there; null begins with a snapshot
     */
    FeedSubscription open(PatientId patient, Caller caller, @Nullable Long fromSeq, FeedListener listener);
}
