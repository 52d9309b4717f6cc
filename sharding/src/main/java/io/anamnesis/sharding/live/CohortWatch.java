package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.cohort.TriggerIndex;
import io.anamnesis.sharding.column.Change;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.entity.Slices;
import io.anamnesis.sharding.index.IndexListener;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the patients of a node for all live cohorts. A change is judged for those cohorts only that look at what changed, and what
 * differs from what was said before waits in the cohort's {@link Outbox}.
 *
 * <p>Any thread. Content is read by calls of the index, and by {@link #compare} and {@link #judgeDue}, which are called while the index
 * lets read.
 */
final class CohortWatch implements IndexListener {
    private static final Logger LOG = LoggerFactory.getLogger(CohortWatch.class);

    private final PatientColumns columns;
    private final LiveSettings settings;
    private final int sliceCount;
    private final InstantSource clock;
    private final Map<CohortName, Watched> cohorts = new HashMap<>();
    private final TriggerIndex<CohortName> triggers = new TriggerIndex<>();
    private final Set<Integer> ready = new HashSet<>();
    private Consumer<Set<CohortName>> wake = names -> {};
    private long changes;
    private long judgingNanos;

    CohortWatch(PatientColumns columns, LiveSettings settings, int sliceCount, InstantSource clock) {
        this.columns = columns;
        this.settings = settings;
        this.sliceCount = sliceCount;
        this.clock = clock;
    }

    /** Tells who is woken when there is something to say to cohorts, or to compare. */
    synchronized void connect(Consumer<Set<CohortName>> waker) {
        wake = waker;
    }

    // ---- definitions

    /** Watches for a cohort, or for its next version, or no more. */
    synchronized void define(LiveCohort cohort) {
        triggers.remove(cohort.name());
        cohorts.remove(cohort.name());
        if (cohort.lives()) {
            triggers.put(cohort.name(), cohort.criterion());
            cohorts.put(cohort.name(), new Watched(cohort, columns, settings, sliceCount));
            wake.accept(Set.of(cohort.name()));
        }
    }

    synchronized void forget(CohortName name) {
        triggers.remove(name);
        cohorts.remove(name);
    }

    synchronized Set<CohortName> names() {
        return Set.copyOf(cohorts.keySet());
    }

    // ---- what the index says

    @Override
    public synchronized void taken(List<Change> taken) {
        if (cohorts.isEmpty()) {
            return;
        }
        long begun = System.nanoTime();
        Instant now = now();
        Set<CohortName> news = new LinkedHashSet<>();
        for (Change change : taken) {
            PatientId patient = columns.patient(change.row());
            int slice = Slices.of(patient, sliceCount);
            // a slice that is loading is compared as a whole when it is there
            Set<CohortName> names = ready.contains(slice) ? triggers.touchedBy(change) : Set.of();
            for (CohortName name : names) {
                if (judge(name, change.row(), patient, slice, now)) {
                    news.add(name);
                }
            }
        }
        changes += taken.size();
        judgingNanos += System.nanoTime() - begun;
        if (!news.isEmpty()) {
            wake.accept(news);
        }
    }

    /** Whether there is something to say. A criterion that fails is a bug, and no reason to keep digests out of the index. */
    private boolean judge(CohortName name, int row, PatientId patient, int slice, Instant now) {
        Watched watched = cohorts.get(name);
        if (watched == null) {
            return false;
        }
        try {
            restartUnless(watched.judge(row, patient, slice, now), watched);
        } catch (RuntimeException e) {
            LOG.error("live cohort {} could not judge a patient", name, e);
        }
        return watched.outbox.isWaiting() || watched.lacks(ready);
    }

    private static void restartUnless(boolean room, Watched watched) {
        if (!room) {
            watched.restart();
        }
    }

    @Override
    public synchronized void ready(int slice) {
        ready.add(slice);
        wake.accept(Set.copyOf(cohorts.keySet()));
    }

    /** What was found before stays to be said: it is older than what the slice's next node says. */
    @Override
    public synchronized void ended(int slice, RoaringBitmap rows) {
        ready.remove(slice);
        cohorts.values().forEach(watched -> {
            watched.forget(slice, rows);
            watched.outbox.dropUnsent(slice);
        });
    }

    // ---- while the index lets read

    /** Whether a cohort has slices here that were not compared. */
    synchronized boolean toCompare(CohortName name) {
        Watched watched = cohorts.get(name);
        return watched != null && watched.lacks(ready);
    }

    /** Compares what was not compared. */
    synchronized void compare(CohortName name) {
        Watched watched = cohorts.get(name);
        if (watched != null) {
            Set<Integer> fresh = new HashSet<>(ready);
            fresh.removeAll(watched.slices());
            if (!fresh.isEmpty()) {
                watched.compare(fresh, now());
            }
        }
    }

    /** Whether time alone may have turned somebody. */
    synchronized boolean due() {
        Instant now = now();
        return cohorts.values().stream().anyMatch(watched -> watched.due(now));
    }

    /** Judges those whom time alone may have turned. */
    synchronized void judgeDue() {
        Instant now = now();
        Set<CohortName> touched = new LinkedHashSet<>();
        cohorts.forEach((name, watched) -> {
            if (watched.due(now)) {
                restartUnless(watched.judgeDue(now), watched);
                touched.add(name);
            }
        });
        if (!touched.isEmpty()) {
            wake.accept(touched);
        }
    }

    /** How many cohorts are watched for, and what that has cost. */
    synchronized LiveFigures figures() {
        return new LiveFigures(cohorts.size(), changes, judgingNanos);
    }

    // ---- what is said to cohorts, and what they answer

    /** What is to be said to a cohort now, or null. */
    synchronized @Nullable Said next(CohortName name, long nowNanos) {
        Watched watched = cohorts.get(name);
        if (watched == null) {
            return null;
        }
        Outbox.Parcel parcel = watched.outbox.next(nowNanos);
        return parcel == null ? null : new Said(name, watched.cohort.version(), parcel);
    }

    /** Reports that were not answered within a time. */
    synchronized List<Said> overdue(long nowNanos, long afterNanos) {
        List<Said> overdue = new ArrayList<>();
        cohorts.forEach((name, watched) -> {
            Outbox.Parcel parcel = watched.outbox.overdue(nowNanos, afterNanos);
            if (parcel != null) {
                overdue.add(new Said(name, watched.cohort.version(), parcel));
            }
        });
        return overdue;
    }

    /** Cohorts that nothing is on its way to, with the slices that they are to know this node has. */
    synchronized List<Here> idle() {
        List<Here> idle = new ArrayList<>();
        Set<Integer> all = Set.copyOf(ready);
        cohorts.forEach((name, watched) -> {
            if (!watched.outbox.isFlying() && !watched.slices().isEmpty()) {
                Set<Integer> slices = watched.lacks(ready) ? Set.copyOf(watched.slices()) : all;
                Outbox outbox = watched.outbox;
                idle.add(new Here(name, watched.cohort.version(), outbox.session(), outbox.heard(), slices));
            }
        });
        return idle;
    }

    /** A cohort heard a report, or that this node is there. Slices that are not this node's to its knowledge are claimed again. */
    synchronized void heard(WatchMessage.Heard heard) {
        Watched watched = cohorts.get(heard.name());
        if (watched == null || !watched.outbox.session().equals(heard.session())) {
            return;
        }
        watched.outbox.heard(heard.session(), heard.number());
        for (int slice : heard.lost()) {
            if (ready.contains(slice) && !watched.outbox.claims(slice)) {
                watched.forget(slice, new RoaringBitmap());
            }
        }
    }

    /** A cohort does not know the session. */
    synchronized void unknown(WatchMessage.Unknown unknown) {
        Watched watched = cohorts.get(unknown.name());
        if (watched != null && watched.outbox.session().equals(unknown.session())) {
            watched.restart();
        }
    }

    /** A report to a cohort. */
    record Said(CohortName name, int version, Outbox.Parcel parcel) {}

    /** A sign of life to a cohort. */
    record Here(CohortName name, int version, String session, long number, Set<Integer> slices) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
