package io.anamnesis.web;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.Feeds;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Feeds whose frames a test hands over itself. */
public final class MemoryFeeds implements Feeds {
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    @Override
    public FeedSubscription open(PatientId patient, Caller caller, @Nullable Long fromSeq, FeedListener listener) {
        Watch watch = new Watch(patient, caller, fromSeq, listener);
        watches.add(watch);
        return watch;
    }

    public List<Watch> watches() {
        return watches;
    }

    /** One open feed. */
    public static final class Watch implements FeedSubscription {
        public final PatientId patient;
        public final Caller caller;
        public final @Nullable Long fromSeq;
        public final FeedListener listener;
        public final AtomicLong requested = new AtomicLong();
        public volatile boolean closed;

        Watch(PatientId patient, Caller caller, @Nullable Long fromSeq, FeedListener listener) {
            this.patient = patient;
            this.caller = caller;
            this.fromSeq = fromSeq;
            this.listener = listener;
        }

        @Override
        public void request(long frames) {
            requested.addAndGet(frames);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
