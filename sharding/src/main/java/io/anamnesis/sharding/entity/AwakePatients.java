package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Who is awake on a node, and when each was last asked for something. Safe on any thread. */
public final class AwakePatients {
    /** An entity stops within its stop timeout; one that failed may have said nothing at its end. */
    static final Duration LOST_AFTER = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final Set<Awake> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger leaving = new AtomicInteger();
    private final LongAdder left = new LongAdder();

    /** Nobody yet. */
    public AwakePatients() {
        this(System::nanoTime);
    }

    AwakePatients(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One patient; what it says comes from the entity. */
    final class Awake {
        private final ActorRef<PatientMessage> entity;
        private volatile long usedNanos = nanos.getAsLong();
        private volatile boolean watched;
        private boolean told;
        private long toldNanos;

        private Awake(ActorRef<PatientMessage> entity) {
            this.entity = entity;
        }

        /** Somebody asked for something. */
        void used() {
            usedNanos = nanos.getAsLong();
        }

        /** Whether somebody watches. */
        void watched(boolean now) {
            watched = now;
        }

        private long idleNanos(long now) {
            return now - usedNanos;
        }

        private synchronized boolean tell(long now) {
            if (told) {
                return false;
            }
            told = true;
            toldNanos = now;
            leaving.incrementAndGet();
            return true;
        }

        private synchronized boolean lost(long now) {
            return told && now - toldNanos > LOST_AFTER.toNanos();
        }

        private synchronized void forget() {
            if (all.remove(this)) {
                leaving.decrementAndGet();
            }
        }

        /** It was told to make room, and is needed where it is. */
        synchronized void stays() {
            if (told) {
                told = false;
                leaving.decrementAndGet();
            }
        }

        /** It is out of the memory. */
        synchronized void left() {
            if (all.remove(this) && told) {
                leaving.decrementAndGet();
                left.increment();
            }
        }
    }

    Awake enter(ActorRef<PatientMessage> entity) {
        Awake awake = new Awake(entity);
        all.add(awake);
        return awake;
    }

    /** How many are awake. */
    int size() {
        return all.size();
    }

    /** How many were told to make room and have not left yet. */
    int leaving() {
        return leaving.get();
    }

    /** How many left because they were told to, since the start. */
    long left() {
        return left.sum();
    }

    /**
     * Tells those who were not asked for longest, and whom nobody watches, to leave the memory.
     *
     * @return how many were told
     */
    int makeRoom(int most) {
        long now = nanos.getAsLong();
        PriorityQueue<Candidate> idlest = new PriorityQueue<>(Comparator.comparingLong(Candidate::idleNanos));
        for (Awake each : all) {
            if (each.lost(now)) {
                each.forget();
            } else if (!each.watched) {
                idlest.add(new Candidate(each, each.idleNanos(now)));
                if (idlest.size() > most) {
                    idlest.remove();
                }
            }
        }
        int told = 0;
        for (Candidate each : idlest) {
            if (each.awake().tell(now)) {
                each.awake().entity.tell(PatientMessage.MakeRoom.INSTANCE);
                told++;
            }
        }
        return told;
    }

    /** Seen once: it may be asked while the others are looked at. */
    private record Candidate(Awake awake, long idleNanos) {}
}
