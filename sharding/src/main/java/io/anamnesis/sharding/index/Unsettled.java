package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * Those who are to be asked now, those who changed first first: who changed a while ago though nobody queries, whose answer is overdue,
     * and who changed at all while somebody follows.
     *
     * @param following what may be spent on those who follow; null where nobody does
     */
    static List<PatientId> due(
            Map<PatientId, Unsettled> unsettled, IndexSettings settings, @Nullable FollowBudget following, long now) {
        List<PatientId> toAsk = new ArrayList<>();
        for (Map.Entry<PatientId, Unsettled> each : unsettled.entrySet()) {
            Unsettled one = each.getValue();
            if (toAsk.size() < settings.asksABeat() && one.isDue(settings, following, now)) {
                one.askedNanos = now;
                toAsk.add(each.getKey());
            }
        }
        return toAsk;
    }

    private boolean isDue(IndexSettings settings, @Nullable FollowBudget following, long now) {
        return askedNanos == 0
                ? now - sinceNanos >= settings.settleInterval().toNanos() || (following != null && following.take(now))
                : now - askedNanos > settings.askAgain().toNanos();
    }
}
