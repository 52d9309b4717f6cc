package io.anamnesis.sharding.client;

import io.anamnesis.protocol.feed.FeedFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one watcher, in order and without repeats. Pure.
 *
 * <p>Past its bound the deltas that wait are let go: the watcher gets one {@code Conflated} frame in their place, and a
 * snapshot that holds their sum.
 */
final class FeedBuffer {
    /** What is to be done after a frame was taken. */
    enum Next {
        GO_ON,
        /** Something is missing: subscribe again from {@link #lastSeq()}. */
        GAP
    }

    private final int most;
    private final Deque<FeedFrame> frames = new ArrayDeque<>();
    private @Nullable Long lastSeq;
    private long deliveredSeq;
    private boolean conflating;
    private long skipped;

    FeedBuffer(int most, @Nullable Long fromSeq) {
        this.most = most;
        this.lastSeq = fromSeq;
        this.deliveredSeq = fromSeq == null ? 0 : fromSeq;
    }

    /** The last event in the buffer or delivered; null before the first snapshot. */
    @Nullable
    Long lastSeq() {
        return lastSeq;
    }

    /** Whether deltas were let go: a snapshot is wanted once the watcher can take it. */
    boolean conflating() {
        return conflating;
    }

    Next take(FeedFrame frame) {
        if (frame instanceof FeedFrame.Snapshot snapshot) {
            frames.clear();
            lastSeq = snapshot.seq();
            add(snapshot);
        } else if (frame instanceof FeedFrame.Delta delta) {
            return take(delta);
        } else if (frame instanceof FeedFrame.Heartbeat heartbeat) {
            return take(heartbeat);
        } else if (frame instanceof FeedFrame.Features features && !conflating) {
            frames.removeIf(FeedFrame.Features.class::isInstance);
            add(features);
        }
        return Next.GO_ON;
    }

    private Next take(FeedFrame.Delta delta) {
        Long last = lastSeq;
        if (last == null) {
            return Next.GAP;
        }
        if (delta.seq() <= last) {
            return Next.GO_ON;
        }
        if (conflating) {
            lastSeq = delta.seq();
            skipped++;
            return Next.GO_ON;
        }
        if (delta.prevSeq() != last) {
            return Next.GAP;
        }
        lastSeq = delta.seq();
        add(delta);
        return Next.GO_ON;
    }

    private Next take(FeedFrame.Heartbeat heartbeat) {
        Long last = lastSeq;
        if (last == null || heartbeat.seq() > last) {
            return conflating ? Next.GO_ON : Next.GAP;
        }
        if (frames.isEmpty() && !conflating) {
            frames.add(heartbeat);
        }
        return Next.GO_ON;
    }

    private void add(FeedFrame frame) {
        if (frames.size() < most) {
            frames.addLast(frame);
            return;
        }
        skipped += frames.stream().filter(FeedFrame.Delta.class::isInstance).count();
        skipped += frame instanceof FeedFrame.Delta ? 1 : 0;
        frames.clear();
        conflating = true;
    }

    /** The next frame for the watcher, or null. */
    @Nullable
    FeedFrame poll() {
        FeedFrame frame = frames.poll();
        if (frame != null) {
            deliveredSeq = frame.seq();
        }
        return frame;
    }

    /** Ends the conflation: tells the watcher of it; a snapshot is to be asked for. */
    FeedFrame.Conflated conflated() {
        long to = lastSeq == null ? deliveredSeq : lastSeq;
        FeedFrame.Conflated frame = new FeedFrame.Conflated(deliveredSeq, to, skipped);
        conflating = false;
        skipped = 0;
        lastSeq = null;
        frames.clear();
        return frame;
    }
}
