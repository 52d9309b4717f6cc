package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The patients whose newest digest is not here yet. Those who had not changed for a while are asked before those who change all the time,
 * and within both those who changed first come first: what is new of a quiet patient does not wait for all that is new of the others.
 * Guarded by the index's lock.
 */
final class UnsettledPatients {
    /** Who changes again so soon is one of those who change all the time. */
    static final long LATELY_NANOS = 500_000_000;
    /** Of more than so many the first are forgotten. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<PatientId, Unsettled> quiet = new LinkedHashMap<>();
    private final Map<PatientId, Unsettled> busy = new LinkedHashMap<>();
    /** When each changed last, the latest last. */
    private final Map<PatientId, Long> changedNanos = new LinkedHashMap<>();

    int size() {
        return quiet.size() + busy.size();
    }

    /** A patient changed, and has an event of that number. */
    void touched(PatientId patient, int slice, long seq, long now) {
        boolean again = remember(patient, now);
        Unsettled one = get(patient);
        if (one == null) {
            one = new Unsettled(slice, now);
            (again ? busy : quiet).put(patient, one);
        }
        one.seq = Math.max(one.seq, seq);
    }

    @Nullable
    Unsettled get(PatientId patient) {
        Unsettled one = quiet.get(patient);
        return one == null ? busy.get(patient) : one;
    }

    /**
     * A digest came.
     *
     * @param done is given the queries that waited for nobody else
     * @return whether the patient has changed since and is awaited by a query: to be asked again
     */
    boolean told(Digest digest, long now, List<Settling> done) {
        PatientId patient = digest.patient();
        Unsettled one = get(patient);
        if (one == null) {
            return false; // nothing new: what is written behind comes here, too
        }
        quiet.remove(patient);
        busy.remove(patient);
        if (one.seq <= digest.seq()) {
            one.settle(patient, done);
            return false;
        }
        boolean again = !one.waiting.isEmpty();
        one.startAnew(now, again);
        busy.put(patient, one);
        return again;
    }

    /** Whether the patient had changed lately, before now. */
    private boolean remember(PatientId patient, long now) {
        Long before = changedNanos.remove(patient);
        changedNanos.put(patient, now);
        Iterator<Long> first = changedNanos.values().iterator();
        while (first.hasNext() && (now - first.next() >= LATELY_NANOS || changedNanos.size() > MOST_REMEMBERED)) {
            first.remove();
        }
        return before != null && now - before < LATELY_NANOS;
    }

    /** A slice is somebody else's now. */
    void end(int slice, List<Settling> done) {
        for (Map<PatientId, Unsettled> rank : List.of(quiet, busy)) {
            rank.entrySet().removeIf(each -> {
                boolean gone = each.getValue().slice == slice;
                if (gone) {
                    each.getValue().settle(each.getKey(), done);
                }
                return gone;
            });
        }
    }

    void forEach(BiConsumer<PatientId, Unsettled> consumer) {
        quiet.forEach(consumer);
        busy.forEach(consumer);
    }

    /**
     * Those who are to be asked now, in this order: who changed a while ago though nobody queries, whose answer is overdue, and who
     * changed at all while somebody follows.
     *
     * @param following what may be spent on those who follow; null where nobody does
     */
    List<PatientId> due(IndexSettings settings, @Nullable FollowBudget following, long now) {
        List<PatientId> toAsk = new ArrayList<>();
        due(false, toAsk, settings, following, now);
        due(true, toAsk, settings, following, now);
        return toAsk;
    }

    private void due(
            boolean isBusy, List<PatientId> toAsk, IndexSettings settings, @Nullable FollowBudget following, long now) {
        for (Map.Entry<PatientId, Unsettled> each : (isBusy ? busy : quiet).entrySet()) {
            if (toAsk.size() >= settings.asksABeat()) {
                return;
            }
            Unsettled one = each.getValue();
            if (one.isDue(settings, following, isBusy, now)) {
                one.askedNanos = now;
                toAsk.add(each.getKey());
            }
        }
    }
}
