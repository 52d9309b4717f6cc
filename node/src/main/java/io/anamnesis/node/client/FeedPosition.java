package io.anamnesis.node.client;

import io.anamnesis.protocol.feed.FeedFrame;
import org.jspecify.annotations.Nullable;

/** Where a watcher stands in a feed. Thread-safe. */
final class FeedPosition {
    private @Nullable Long lastSeq;

    /** What to do with a frame. */
    enum Step {
        /** It is the next one. */
        TAKE,
        /** It was there before. */
        SKIP,
        /** Something is missing before it: begin again after the last event that is known. */
        GAP
    }

    FeedPosition(@Nullable Long lastSeq) {
        this.lastSeq = lastSeq;
    }

    /** The last event that the watcher has seen; null before the first. */
    synchronized @Nullable Long lastSeq() {
        return lastSeq;
    }

    /** Judges a frame, and moves on where it is the next one. */
    synchronized Step advance(FeedFrame frame) {
        if (frame instanceof FeedFrame.Snapshot snapshot) {
            lastSeq = snapshot.seq();
        } else if (frame instanceof FeedFrame.Delta delta) {
            if (lastSeq != null && delta.seq() <= lastSeq) {
                return Step.SKIP;
            }
            if (lastSeq != null && delta.prevSeq() != lastSeq) {
                return Step.GAP;
            }
            lastSeq = delta.seq();
        }
        return Step.TAKE;
    }
}
