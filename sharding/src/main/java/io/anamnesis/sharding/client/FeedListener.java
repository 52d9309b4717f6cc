package io.anamnesis.sharding.client;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.Rejection;
import org.jspecify.annotations.Nullable;

/** Takes frames, one at a time and in order, on actor threads. */
public interface FeedListener {
    /** The next frame; at most as many come as were requested. */
    void frame(FeedFrame frame);

    /** The last call: the feed ended, by itself (null) or for a reason. */
    void closed(@Nullable Rejection reason);
}
