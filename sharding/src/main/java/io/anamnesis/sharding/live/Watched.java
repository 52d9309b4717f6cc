package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.entity.Slices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** One cohort on one node: which rows were said to be in. Guarded by the watch; content is read under the index's lock. */
final class Watched {
    final LiveCohort cohort;
    final Outbox outbox;
    private final PatientColumns columns;
    private final LiveSettings settings;
    private final int sliceCount;
    private final boolean timeBound;
    private final Set<Integer> slices = new HashSet<>();
    private final RoaringBitmap in = new RoaringBitmap();
    private final Turns turns;

    Watched(LiveCohort cohort, PatientColumns columns, LiveSettings settings, int sliceCount) {
        this.cohort = cohort;
        this.columns = columns;
        this.settings = settings;
        this.sliceCount = sliceCount;
        this.timeBound = TimeBound.is(cohort.criterion());
        this.outbox = new Outbox(settings.reportItems(), settings.maxUnreported());
        this.turns = new Turns(settings.maxTurns());
    }

    /** Slices that were compared as a whole and whose changes are reported since. */
    Set<Integer> slices() {
        return slices;
    }

    /** Claims slices and says who of them is in. */
    void compare(Set<Integer> fresh, Instant now) {
        RoaringBitmap scope = new RoaringBitmap();
        fresh.forEach(slice -> scope.or(columns.slice(slice)));
        RoaringBitmap found = certain(scope, now);
        for (int slice : fresh) {
            outbox.add(new ReportItem.Claim(slice));
            present(slice, RoaringBitmap.and(found, columns.slice(slice)), now);
        }
        in.andNot(scope);
        in.or(found);
        slices.addAll(fresh);
        rememberTurns(scope, now);
    }

    private RoaringBitmap certain(RoaringBitmap scope, Instant now) {
        return CohortEngine.evaluate(
                        columns, cohort.criterion(), new EvaluationContext(now, scope, Map.of(), Deadline.NEVER))
                .certain();
    }

    private void present(int slice, RoaringBitmap rows, Instant now) {
        List<ReportItem.Seen> page = new ArrayList<>();
        for (int row : rows.toArray()) {
            page.add(new ReportItem.Seen(columns.patient(row), columns.seq(row)));
            if (page.size() == settings.reportItems()) {
                outbox.add(new ReportItem.Present(slice, page, false, now));
                page = new ArrayList<>();
            }
        }
        outbox.add(new ReportItem.Present(slice, page, true, now));
    }

    /** Judges one patient. False where more waits to be said than may. */
    boolean judge(int row, PatientId patient, int slice, Instant now) {
        if (!slices.contains(slice)) {
            return true;
        }
        rememberTurn(row, now);
        return turn(
                row,
                CohortEngine.test(columns, cohort.criterion(), row, now, Map.of()) == Truth.TRUE,
                slice,
                patient,
                now);
    }

    private boolean turn(int row, boolean isIn, int slice, PatientId patient, Instant now) {
        if (isIn == in.contains(row)) {
            return true;
        }
        if (isIn) {
            in.add(row);
        } else {
            in.remove(row);
        }
        return outbox.add(new ReportItem.Turned(slice, patient, columns.seq(row), isIn, now));
    }

    /** Whether some slice that is ready on this node was not compared; what was compared is ready. */
    boolean lacks(Set<Integer> ready) {
        return slices.size() < ready.size();
    }

    boolean due(Instant now) {
        return turns.due(now);
    }

    /** Judges those whom time may have turned. False where more waits to be said than may. */
    boolean judgeDue(Instant now) {
        boolean room = true;
        if (turns.lookAgain(now)) {
            turns.clear();
            RoaringBitmap scope = new RoaringBitmap();
            slices.forEach(slice -> scope.or(columns.slice(slice)));
            RoaringBitmap found = certain(scope, now);
            for (int row :
                    RoaringBitmap.xor(found, RoaringBitmap.and(in, scope)).toArray()) {
                PatientId patient = columns.patient(row);
                room &= turn(row, found.contains(row), Slices.of(patient, sliceCount), patient, now);
            }
            rememberTurns(scope, now);
        }
        for (int row : turns.take(now)) {
            if (columns.rows().contains(row)) {
                PatientId patient = columns.patient(row);
                room &= judge(row, patient, Slices.of(patient, sliceCount), now);
            }
        }
        return room;
    }

    private void rememberTurns(RoaringBitmap scope, Instant now) {
        if (timeBound) {
            scope.forEach((int row) -> rememberTurn(row, now));
        }
    }

    private void rememberTurn(int row, Instant now) {
        if (timeBound) {
            turns.remove(row);
            CohortEngine.nextTurn(columns, cohort.criterion(), row, now).ifPresent(at -> turns.put(row, at));
        }
    }

    /** A slice is not this node's any more, or not to the cohort's knowledge. */
    void forget(int slice, RoaringBitmap rows) {
        slices.remove(slice);
        in.andNot(rows);
    }

    /** The cohort knows nothing of this node: everything is to be compared. */
    void restart() {
        outbox.restart();
        slices.clear();
        in.clear();
        turns.clear();
    }
}
