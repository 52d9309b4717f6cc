package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.entity.IndexFeed;
import io.anamnesis.sharding.entity.ThreadTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The index of one node: the patients of the slices whose shards live here.
 *
 * <p>A query sees every change that somebody was told of before it began: entities say that they {@linkplain #touched changed} before
 * they say so to anybody else, and a query first waits for the digests of those who did. Slices that some digest is missing of when
 * the query's time is up are left out of the answer, which says so.
 *
 * <p>Any thread. Two locks: a short one for what is on its way, and a read-write lock for the content.
 */
public final class NodeIndex implements IndexFeed {
    /**
     * What a query found.
     *
     * @param slices whose patients it saw, all changes included
     * @param result what it made of them
     */
    public record Answer<T>(Set<Integer> slices, T result) {}

    private static final class Slice {
        final long epoch;
        boolean ready;

        Slice(long epoch) {
            this.epoch = epoch;
        }
    }

    private final IndexSettings settings;
    private final IndexContent content;
    private final Executor executor;
    private final ReadWriteLock contentLock;

    private final Object door = new Object();
    private final Map<Integer, Slice> slices = new HashMap<>();
    private final UnsettledPatients unsettled = new UnsettledPatients();
    private final Incoming incoming = new Incoming();
    private final FollowBudget budget;
    private final DigestRenewal renewal;
    private long epochs;
    private volatile Consumer<PatientId> ask = patient -> {};
    private volatile @Nullable IndexListener listener;
    private volatile boolean eager;
    private final AtomicBoolean takingIn = new AtomicBoolean();
    private final Tending tending;

    /**
     * Over a content.
     *
     * @param contentLock the content's own; read and written under it
     * @param executor bounded; queries run on it, and digests are taken in
     */
    NodeIndex(IndexSettings settings, IndexContent content, ReadWriteLock contentLock, Executor executor) {
        this.settings = settings;
        int processors = Runtime.getRuntime().availableProcessors();
        this.budget = new FollowBudget(
                settings.followedShare() * processors, settings.followedBusyShare() * processors, System.nanoTime());
        this.renewal = new DigestRenewal(settings.renewal(), System.nanoTime());
        this.content = content;
        this.contentLock = contentLock;
        this.executor = executor;
        this.tending = new Tending(content, contentLock.writeLock(), executor, settings.beat());
    }

    /** Tells how a patient is asked for a digest; before the first patient wakes. */
    void connect(Consumer<PatientId> askForDigest) {
        ask = askForDigest;
    }

    /** Somebody wants to be told what happens; null again where nobody does. */
    void follow(@Nullable IndexListener follower) {
        listener = follower;
    }

    /** Whether who follows wants to know of every change soon after it was acknowledged, which costs a digest for each. */
    void eager(boolean wanted) {
        eager = wanted;
    }

    boolean followed() {
        return eager && listener != null;
    }

    /**
     * Runs work on the index's executor, while the content can be read and does not change. Where the executor is full the stage fails:
     * those who ask are actors and timers, which an exception would end.
     */
    CompletionStage<Void> look(Runnable work) {
        try {
            return CompletableFuture.runAsync(() -> read(work), executor);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    private void read(Runnable work) {
        contentLock.readLock().lock();
        try {
            work.run();
        } finally {
            contentLock.readLock().unlock();
        }
    }

    // ---- what entities say

    @Override
    public void touched(PatientId patient, int slice, long seq) {
        renewal.stirred(patient);
        synchronized (door) {
            unsettled.touched(patient, slice, seq, System.nanoTime());
        }
    }

    @Override
    public boolean offer(Digest digest) {
        boolean again;
        List<Settling> done = new ArrayList<>(0);
        synchronized (door) {
            incoming.add(digest);
            again = unsettled.told(digest, System.nanoTime(), done);
        }
        done.forEach(each -> each.settled.complete(each));
        if (again) {
            ask.accept(digest.patient());
        }
        if (followed()) {
            takeInSoon();
        }
        return renewal.made(digest);
    }

    @Override
    public void made(long nanos) {
        synchronized (door) {
            budget.made(nanos);
        }
    }

    private void takeInSoon() {
        if (takingIn.compareAndSet(false, true)) {
            try {
                executor.execute(this::takeIn);
            } catch (RejectedExecutionException full) {
                // what waits is taken in by the next beat or query
                takingIn.set(false);
            }
        }
    }

    // ---- what the keepers of slices say

    /** A keeper took its slice up; what it hands over from now on carries the number that it gets. */
    long begin(int slice) {
        synchronized (door) {
            long epoch = ++epochs;
            slices.put(slice, new Slice(epoch));
            return epoch;
        }
    }

    /** A digest from storage, which may be behind its entity; false where the keeper is not the slice's any more. */
    boolean loaded(long epoch, Digest digest) {
        synchronized (door) {
            Slice slice = slices.get(digest.slice());
            if (slice == null || slice.epoch != epoch) {
                return false;
            }
            incoming.add(digest);
            renewal.loaded(digest);
            return true;
        }
    }

    /** A patient whose stored digest may be behind: to be asked. */
    void behind(int slice, PatientId patient) {
        touched(patient, slice, 0);
    }

    /** All that is stored is here, or on its way in. */
    void ready(int slice, long epoch) {
        synchronized (door) {
            Slice known = slices.get(slice);
            if (known == null || known.epoch != epoch) {
                return;
            }
            known.ready = true;
            incoming.ready(slice);
        }
        takeInSoon();
    }

    /** The slice is somebody else's now. */
    void end(int slice, long epoch) {
        List<Settling> done = new ArrayList<>(0);
        synchronized (door) {
            Slice known = slices.get(slice);
            if (known == null || known.epoch != epoch) {
                return;
            }
            slices.remove(slice);
            incoming.remove(slice);
            unsettled.end(slice, done);
            renewal.end(slice);
        }
        done.forEach(each -> each.settled.complete(each));
        takeInSoon();
    }

    // ---- queries

    /**
     * Runs a query over what is here.
     *
     * @param wanted slices to look at, or null for all that are here
     * @param wait how long changes are waited for
     * @param work runs under the read lock, on the index's executor; is given the slices that it may look at
     */
    <T> CompletionStage<Answer<T>> query(@Nullable Set<Integer> wanted, Duration wait, Function<Set<Integer>, T> work) {
        return settle(wanted, wait).thenApplyAsync(settling -> read(settling, work), executor);
    }

    private <T> Answer<T> read(Settling settling, Function<Set<Integer>, T> work) {
        takeIn();
        contentLock.readLock().lock();
        try {
            Set<Integer> scope = scope(settling);
            return new Answer<>(scope, work.apply(scope));
        } finally {
            contentLock.readLock().unlock();
        }
    }

    private Set<Integer> scope(Settling settling) {
        synchronized (door) {
            Set<Integer> scope = new HashSet<>();
            Set<Integer> late = settling.unsettledSlices();
            settling.epochs.forEach((slice, epoch) -> {
                Slice now = slices.get(slice);
                if (now != null && now.epoch == epoch && !late.contains(slice)) {
                    scope.add(slice);
                }
            });
            return scope;
        }
    }

    /** Asks all who changed, and completes when they have answered or the time is up. */
    private CompletableFuture<Settling> settle(@Nullable Set<Integer> wanted, Duration wait) {
        List<PatientId> toAsk = new ArrayList<>();
        Settling settling;
        synchronized (door) {
            Map<Integer, Long> epochsOf = new HashMap<>();
            slices.forEach((number, slice) -> {
                if (slice.ready && (wanted == null || wanted.contains(number))) {
                    epochsOf.put(number, slice.epoch);
                }
            });
            settling = new Settling(epochsOf, new HashMap<>());
            long now = System.nanoTime();
            unsettled.forEach((patient, one) -> {
                if (epochsOf.containsKey(one.slice)) {
                    settling.missing.put(patient, one.slice);
                    one.waiting.add(settling);
                    if (one.askedNanos == 0) {
                        one.askedNanos = now;
                        toAsk.add(patient);
                    }
                }
            });
            if (settling.missing.isEmpty()) {
                settling.settled.complete(settling);
            }
        }
        toAsk.forEach(ask);
        return settling.settled
                .completeOnTimeout(settling, wait.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((done, failure) -> forget(settling));
    }

    /** A query whose time was up waits no longer. */
    private void forget(Settling settling) {
        synchronized (door) {
            settling.missing.keySet().forEach(patient -> {
                Unsettled one = unsettled.get(patient);
                if (one != null) {
                    one.waiting.remove(settling);
                }
            });
        }
    }

    // ---- taking in

    /** Takes in all that has come, a few at a time, so that queries get their turns. */
    void takeIn() {
        takingIn.set(false);
        boolean more = true;
        while (more) {
            contentLock.writeLock().lock();
            try {
                Incoming.Turn turn;
                synchronized (door) {
                    turn = incoming.turn();
                }
                take(turn);
                more = turn.more();
            } finally {
                contentLock.writeLock().unlock();
            }
        }
    }

    private void take(Incoming.Turn turn) {
        long begun = ThreadTime.nanos();
        turn.take(content, listener);
        if (!turn.digests().isEmpty()) {
            synchronized (door) {
                budget.tookIn(turn.digests().size(), ThreadTime.nanos() - begun);
            }
        }
    }

    /** The beat: asks those who changed a while ago though nobody queries, and those whose answer is overdue. */
    void beat() {
        tending.beat();
        List<PatientId> toAsk;
        boolean waiting;
        synchronized (door) {
            FollowBudget following = followed() ? budget : null;
            toAsk = unsettled.due(settings, following, System.nanoTime());
            waiting = !incoming.isEmpty();
        }
        toAsk.forEach(ask);
        renewal.due(System.nanoTime()).forEach(ask);
        if (waiting) {
            takeInSoon();
        }
    }

    // ---- for operators

    /** How the slices stand; to be asked for in a {@link #look} only. */
    List<IndexStatus.SliceStatus> slices() {
        synchronized (door) {
            List<IndexStatus.SliceStatus> all = new ArrayList<>();
            slices.forEach(
                    (number, slice) -> all.add(new IndexStatus.SliceStatus(number, slice.ready, content.size(number))));
            return all;
        }
    }

    /** How things stand on this node. */
    public IndexStatus status() {
        contentLock.readLock().lock();
        try {
            synchronized (door) {
                return new IndexStatus(slices(), unsettled.size(), incoming.size(), renewal.left(), content.bytes());
            }
        } finally {
            contentLock.readLock().unlock();
        }
    }
}
