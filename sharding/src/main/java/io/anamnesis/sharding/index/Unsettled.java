package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A patient whose newest digest is not here yet. Guarded by the index's lock. */
final class Unsettled {
    final int slice;
    /** Since when something is not here that nobody has told of. */
    private long sinceNanos;

    long seq;
    /** When the entity was asked last; 0 where nobody asked since it changed. */
    long askedNanos;

    final List<Settling> waiting = new ArrayList<>(0);

    Unsettled(int slice, long sinceNanos) {
        this.slice = slice;
        this.sinceNanos = sinceNanos;
    }

    /**
     * What was told is older than the last change: the rest waits as if it had come just now. Else a patient who changes all the time would
     * be overdue for ever.
     *
     * @param asked whether the entity is asked again at once
     */
    void startAnew(long now, boolean asked) {
        sinceNanos = now;
        askedNanos = asked ? now : 0;
    }

    /** The patient is as new as was wanted; those of whom nobody is missing any more are done. */
    void settle(PatientId patient, List<Settling> done) {
        for (Settling each : waiting) {
            each.missing.remove(patient);
            if (each.missing.isEmpty()) {
                done.add(each);
            }
        }
    }

    /** Whether the entity is to be asked now; see {@link UnsettledPatients#due}. */
    boolean isDue(IndexSettings settings, @Nullable FollowBudget following, boolean isBusy, long now) {
        return askedNanos == 0
                ? now - sinceNanos >= settings.settleInterval().toNanos()
                        || (following != null && following.take(isBusy, now))
                : now - askedNanos > settings.askAgain().toNanos();
    }
}
