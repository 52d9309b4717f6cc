package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.sharding.entity.GroupCommit.Pending;
import io.anamnesis.sharding.profile.Change;
import io.anamnesis.sharding.profile.Change.FrozenWindow;
import io.anamnesis.sharding.profile.ProfileViews;
import io.anamnesis.sharding.profile.WindowRefold;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one append, folded, whose senders and watchers are still to be told. Belongs to the entity's thread.
 */
final class FoldedBatch {
    /** @param delta made before the next message changes the same windows; null where it is made later or not at all */
    private record Folded(Pending pending, long prevSeq, Change change, FeedFrame.@Nullable Delta delta) {
        FeedFrame.Delta told() {
            return delta == null ? ProfileViews.delta(pending.event, prevSeq, change) : delta;
        }
    }

    private final Recovered state;
    private final WriterId writer;
    private final List<Folded> folded = new ArrayList<>();

    FoldedBatch(Recovered state, WriterId writer) {
        this.state = state;
        this.writer = writer;
    }

    boolean isEmpty() {
        return folded.isEmpty();
    }

    /** Folds a durable batch in. */
    void fold(List<Pending> batch, boolean watched) {
        for (Pending pending : batch) {
            long prevSeq = state.position().seq();
            Change change = state.profile().apply(pending.event, pending.contentHash);
            state.position().add(pending.event.seq(), writer);
            boolean whole = change.frozen().isEmpty();
            folded.add(new Folded(
                    pending,
                    prevSeq,
                    change,
                    watched && whole ? ProfileViews.delta(pending.event, prevSeq, change) : null));
        }
    }

    /** The windows whose samples must come back from the journal before anybody is told. */
    Set<FrozenWindow> frozen() {
        Set<FrozenWindow> frozen = new TreeSet<>();
        folded.forEach(each -> frozen.addAll(each.change().frozen()));
        return frozen;
    }

    /** Puts them back. */
    void thaw(WindowRefold refold) {
        folded.forEach(each -> state.profile().thaw(refold, each.change()));
    }

    /** Tells the watchers, and what is written behind. */
    void publish(FeedDesk feeds, boolean watched, WriteBehind behind) {
        for (Folded each : folded) {
            behind.note(each.change());
            if (watched) {
                feeds.publish(each.told());
            }
        }
    }

    /** Tells the senders; the batch is done with. */
    void acknowledge() {
        folded.forEach(each -> each.pending().accept());
        folded.clear();
    }
}
