package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.Feeds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts who watches patients, what they are sent, and how often a watcher was too slow for every change. */
final class MeteredFeeds implements Feeds {
    private final Feeds feeds;
    private final FeedMeters meters;

    MeteredFeeds(Feeds feeds, FeedMeters meters) {
        this.feeds = feeds;
        this.meters = meters;
    }

    @Override
    public FeedSubscription open(PatientId patient, Caller caller, @Nullable Long fromSeq, FeedListener listener) {
        Instant since = Instant.now();
        FeedMeters.Watcher watcher = meters.open();
        return watcher.of(feeds.open(patient, caller, fromSeq, new FeedListener() {
            @Override
            public void frame(FeedFrame frame) {
                meters.frame(frame instanceof FeedFrame.Conflated);
                if (frame instanceof FeedFrame.Delta delta) {
                    meters.told(delta.receivedAt(), since);
                }
                listener.frame(frame);
            }

            @Override
            public void closed(@Nullable Rejection reason) {
                watcher.ended();
                listener.closed(reason);
            }
        }));
    }
}
