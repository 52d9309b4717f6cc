package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.LiveCohorts;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A watcher that keeps what it sees. */
final class WatchedFeed implements LiveCohorts.Listener {
    final List<CohortFrame> frames = new CopyOnWriteArrayList<>();
    final List<CohortChange> changes = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    volatile @Nullable Rejection reason;

    @Override
    public void frame(CohortFrame frame) {
        frames.add(frame);
        if (frame instanceof CohortFrame.Change change) {
            changes.add(change.change());
        }
    }

    @Override
    public void closed(@Nullable Rejection why) {
        reason = why;
        closed = true;
    }
}
