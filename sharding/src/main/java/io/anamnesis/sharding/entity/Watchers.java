package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who watches this patient, and the last few deltas for those who come back. A watcher that has missed more is caught up
 * from the journal; what happens meanwhile waits for it here.
 */
final class Watchers {
    private static final class Watcher {
        final long id;
        /** Deltas since the catching up began; null once it is done. */
        @Nullable
        List<FeedFrame> behind;

        Instant renewedAt;

        Watcher(long id, Instant renewedAt) {
            this.id = id;
            this.renewedAt = renewedAt;
        }
    }

    private final Map<ActorRef<FeedMessage>, Watcher> watchers = new HashMap<>();
    private final Deque<FeedFrame.Delta> recent = new ArrayDeque<>();
    private final EntitySettings settings;
    private Instant lastNeeded = Instant.MIN;

    Watchers(EntitySettings settings) {
        this.settings = settings;
    }

    boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** Whether deltas are worth making: somebody watches, or did a moment ago and may come back. */
    boolean wanted(Instant now) {
        if (!watchers.isEmpty()) {
            lastNeeded = now;
        }
        boolean wanted = lastNeeded.plus(settings.watcherTimeout()).isAfter(now);
        if (!wanted) {
            recent.clear();
        }
        return wanted;
    }

    /** Lets a watcher in, or says why not. */
    @Nullable
    Rejection admit(ActorRef<FeedMessage> watcher, long id, Instant now) {
        if (!watchers.containsKey(watcher) && watchers.size() >= settings.maxWatchers()) {
            return new Rejection.LimitReached("watchers a patient", settings.maxWatchers(), watchers.size() + 1L);
        }
        watchers.put(watcher, new Watcher(id, now));
        lastNeeded = now;
        return null;
    }

    boolean leave(ActorRef<FeedMessage> watcher) {
        return watchers.remove(watcher) != null;
    }

    /** Notes that a watcher is still there; false where it is not known under this id. */
    boolean renew(ActorRef<FeedMessage> watcher, long id, Instant now) {
        Watcher known = watchers.get(watcher);
        if (known == null || known.id != id) {
            return false;
        }
        known.renewedAt = now;
        return true;
    }

    /** Forgets watchers that have not been heard of. */
    List<ActorRef<FeedMessage>> expire(Instant now, Duration after) {
        List<ActorRef<FeedMessage>> gone = new ArrayList<>();
        watchers.forEach((watcher, state) -> {
            if (state.renewedAt.plus(after).isBefore(now)) {
                gone.add(watcher);
            }
        });
        gone.forEach(watchers::remove);
        return gone;
    }

    /** The deltas after a number, where the recent ones reach back that far. */
    @Nullable
    List<FeedFrame.Delta> since(long fromSeq) {
        if (recent.isEmpty() || recent.getFirst().prevSeq() > fromSeq) {
            return null;
        }
        return recent.stream().filter(delta -> delta.seq() > fromSeq).toList();
    }

    void catchUp(ActorRef<FeedMessage> watcher) {
        Watcher known = watchers.get(watcher);
        if (known != null) {
            known.behind = new ArrayList<>();
        }
    }

    /**
     * Ends the catching up of a watcher: the frames that it missed, then what came meanwhile. False where what came
     * meanwhile was too much to keep; it then needs a snapshot.
     */
    boolean caughtUp(ActorRef<FeedMessage> watcher, long id, List<FeedFrame.Delta> missed) {
        Watcher known = watchers.get(watcher);
        if (known == null || known.id != id) {
            return true;
        }
        List<FeedFrame> behind = known.behind;
        known.behind = null;
        if (behind == null || behind.size() > settings.recentDeltas()) {
            return false;
        }
        missed.forEach(frame -> watcher.tell(new FeedMessage.Next(id, frame)));
        behind.forEach(frame -> watcher.tell(new FeedMessage.Next(id, frame)));
        return true;
    }

    /** Gives up catching up: a snapshot follows. */
    void live(ActorRef<FeedMessage> watcher) {
        Watcher known = watchers.get(watcher);
        if (known != null) {
            known.behind = null;
        }
    }

    boolean knows(ActorRef<FeedMessage> watcher, long id) {
        Watcher known = watchers.get(watcher);
        return known != null && known.id == id;
    }

    boolean catchingUp(ActorRef<FeedMessage> watcher) {
        Watcher known = watchers.get(watcher);
        return known != null && known.behind != null;
    }

    void publish(FeedFrame.Delta delta) {
        recent.addLast(delta);
        while (recent.size() > settings.recentDeltas()) {
            recent.removeFirst();
        }
        send(delta);
    }

    void send(FeedFrame frame) {
        watchers.forEach((watcher, state) -> {
            List<FeedFrame> behind = state.behind;
            if (behind == null) {
                watcher.tell(new FeedMessage.Next(state.id, frame));
            } else if (frame instanceof FeedFrame.Delta && behind.size() <= settings.recentDeltas()) {
                behind.add(frame);
            }
        });
    }
}
