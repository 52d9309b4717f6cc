package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.Feeds;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
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
        AtomicBoolean open = new AtomicBoolean(true);
        meters.opened();
        Instant since = Instant.now();
        FeedSubscription inner = feeds.open(patient, caller, fromSeq, new FeedListener() {
            @Override
            public void frame(FeedFrame frame) {
                meters.frame(frame instanceof FeedFrame.Conflated);
                if (frame instanceof FeedFrame.Delta delta && delta.receivedAt().isAfter(since)) {
                    meters.lag(Math.max(
                            0,
                            Duration.between(delta.receivedAt(), Instant.now()).toNanos()));
                }
                listener.frame(frame);
            }

            @Override
            public void closed(@Nullable Rejection reason) {
                ended(open);
                listener.closed(reason);
            }
        });
        return new FeedSubscription() {
            @Override
            public void request(long frames) {
                inner.request(frames);
            }

            @Override
            public void close() {
                ended(open);
                inner.close();
            }
        };
    }

    private void ended(AtomicBoolean open) {
        if (open.compareAndSet(true, false)) {
            meters.closed();
        }
    }
}
