package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes that wait for one watcher, in order, without gap or repeat. Past its bound, changes are let go and read from the store
 * when there is room again. Pure.
 */
final class CohortFeedBuffer {
    private final int most;
    private final Deque<CohortFrame> frames = new ArrayDeque<>();
    /** How the cohort stands, to be told when the watcher has all changes before it. */
    private CohortFrame.@Nullable Snapshot snapshot;

    private long lastSeq;
    private long headSeq;

    /** @param fromSeq the last change that the watcher has */
    CohortFeedBuffer(int most, long fromSeq) {
        this.most = most;
        this.lastSeq = fromSeq;
        this.headSeq = fromSeq;
    }

    /** The last change that was delivered or waits here. */
    long lastSeq() {
        return lastSeq;
    }

    void take(CohortFrame frame) {
        headSeq = Math.max(headSeq, frame.seq());
        if (frame instanceof CohortFrame.Change change) {
            add(change.change());
        } else if (frame instanceof CohortFrame.Snapshot news) {
            snapshot = news;
        } else if (!behind() && frames.isEmpty() && frame.seq() == lastSeq) {
            frames.add(frame);
        }
    }

    /** There is a change of that number. */
    void hear(long seq) {
        headSeq = Math.max(headSeq, seq);
    }

    /** Changes read from the store. */
    void read(List<CohortChange> changes) {
        changes.forEach(this::add);
    }

    private void add(CohortChange change) {
        headSeq = Math.max(headSeq, change.seq());
        if (change.seq() == lastSeq + 1 && frames.size() < most) {
            frames.removeIf(CohortFrame.Heartbeat.class::isInstance);
            frames.add(new CohortFrame.Change(change));
            lastSeq = change.seq();
        }
    }

    /** Whether there are changes that are not here. */
    boolean behind() {
        return headSeq > lastSeq;
    }

    /** Whether to read from the store now: the watcher has taken what was here. */
    boolean wantsReading() {
        return behind() && frames.isEmpty();
    }

    /** The next frame for the watcher, or null. */
    @Nullable
    CohortFrame poll() {
        CohortFrame.Snapshot news = snapshot;
        CohortFrame next = frames.peek();
        if (news != null && (next == null ? lastSeq >= news.seq() : next.seq() > news.seq())) {
            snapshot = null;
            return news;
        }
        return frames.poll();
    }
}
