package io.anamnesis.sharding.entity;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import io.anamnesis.protocol.measure.LiveHeap;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the patients who were not asked for longest leave the memory of this node before it is full.
 *
 * <p>It looks at what the last collection left alive. Above the mark it tells about as many patients as the excess over a little less than
 * the mark is of all that lives, waits until they are gone and a later collection has counted what is left, and tells the next if that is
 * still too much: twice the share where it was no help, for others wake meanwhile and patients are not all that lives. Whom somebody
 * watches stays. Runs on the actor system's dispatcher; {@link #state} on any thread.
 */
public final class MemoryGuard {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryGuard.class);
    /** A round aims so much below the mark. */
    private static final double MARGIN = 0.1;

    private static final int HARDEST = 64;
    private static final long LATELY_NANOS = Duration.ofMinutes(1).toNanos();

    /**
     * How the memory stands.
     *
     * @param live share of the heap that lives, as of the last collection
     * @param mark above which patients leave
     * @param passivated patients who left for that, since the start
     * @param lately of these, told within the last minute or since the memory began to be full, whichever is longer
     * @param acting whether any were told within the last minute
     * @param stuck above the mark, and nobody could be told: all who are awake are watched
     */
    public record State(double live, double mark, long passivated, long lately, boolean acting, boolean stuck) {}

    private final MemorySettings settings;
    private final AwakePatients patients;
    private final Supplier<LiveHeap> heap;
    private final LongSupplier nanos;
    private LiveHeap acted = new LiveHeap(-1, 0);
    private long actedNanos;
    private long toldLately;
    private int push = 1;
    private boolean stuck;

    MemoryGuard(MemorySettings settings, AwakePatients patients, Supplier<LiveHeap> heap, LongSupplier nanos) {
        this.settings = settings;
        this.patients = patients;
        this.heap = heap;
        this.nanos = nanos;
    }

    /** Looks after the patients of this node until the system ends. */
    public static MemoryGuard start(ActorSystem<?> system, MemorySettings settings, AwakePatients patients) {
        return start(system, settings, patients, LiveHeap::now);
    }

    static MemoryGuard start(
            ActorSystem<?> system, MemorySettings settings, AwakePatients patients, Supplier<LiveHeap> heap) {
        MemoryGuard guard = new MemoryGuard(settings, patients, heap, System::nanoTime);
        Cancellable beat = system.scheduler()
                .scheduleWithFixedDelay(settings.beat(), settings.beat(), guard::look, system.executionContext());
        CompletionStage<Void> unused = system.getWhenTerminated().thenRun(beat::cancel);
        return guard;
    }

    synchronized void look() {
        LiveHeap now = heap.get();
        double excess = now.share() - settings.passivateAboveHeap();
        if (excess <= 0) {
            push = 1;
            stuck = false;
            return;
        }
        // until then what has left is still counted
        boolean counted = !now.equals(acted);
        boolean waited = nanos.getAsLong() - actedNanos > AwakePatients.LOST_AFTER.toNanos();
        if (counted && (patients.leaving() == 0 || waited)) {
            act(now);
        }
    }

    private void act(LiveHeap now) {
        if (!lately()) {
            toldLately = 0;
        } else if (now.share() >= acted.share()) {
            push = Math.min(HARDEST, 2 * push);
        }
        double aim = Math.max(0, settings.passivateAboveHeap() - MARGIN);
        double part = Math.min(1, push * (now.share() - aim) / now.share());
        int awake = patients.size();
        int told = patients.makeRoom((int) Math.min(settings.mostARound(), Math.max(1, Math.ceil(part * awake))));
        stuck = told == 0;
        if (told == 0) {
            return;
        }
        acted = now;
        actedNanos = nanos.getAsLong();
        toldLately += told;
        LOG.info(
                "the heap is {} % full of what lives, over {} %: {} of {} patients in memory leave it",
                percent(now.share()), percent(settings.passivateAboveHeap()), told, awake);
    }

    private boolean lately() {
        return toldLately > 0 && nanos.getAsLong() - actedNanos < LATELY_NANOS;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", share * 100);
    }

    /** How the memory stands. */
    public synchronized State state() {
        boolean acting = lately();
        return new State(
                heap.get().share(),
                settings.passivateAboveHeap(),
                patients.left(),
                acting ? toldLately : 0,
                acting,
                stuck);
    }
}
