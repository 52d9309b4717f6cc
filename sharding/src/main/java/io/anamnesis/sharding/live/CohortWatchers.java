package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.patient.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who watches a cohort. What they missed they read from the store themselves. Belongs to the entity's thread. */
final class CohortWatchers {
    private record Watcher(long id, Instant renewedAt) {}

    private final Map<ActorRef<CohortFeedMessage>, Watcher> watchers = new HashMap<>();
    private final LiveSettings settings;

    CohortWatchers(LiveSettings settings) {
        this.settings = settings;
    }

    /** Lets a watcher in, or says why not. */
    @Nullable
    Rejection admit(ActorRef<CohortFeedMessage> watcher, long id, Instant now) {
        if (!watchers.containsKey(watcher) && watchers.size() >= settings.maxWatchers()) {
            return new Rejection.LimitReached("watchers a cohort", settings.maxWatchers(), watchers.size() + 1L);
        }
        watchers.put(watcher, new Watcher(id, now));
        return null;
    }

    boolean leave(ActorRef<CohortFeedMessage> watcher) {
        return watchers.remove(watcher) != null;
    }

    /** Notes that a watcher is still there; false where it is not known under this id. */
    boolean renew(ActorRef<CohortFeedMessage> watcher, long id, Instant now) {
        Watcher known = watchers.get(watcher);
        if (known == null || known.id() != id) {
            return false;
        }
        watchers.put(watcher, new Watcher(id, now));
        return true;
    }

    /** Forgets watchers that have not been heard of, and tells which. */
    List<ActorRef<CohortFeedMessage>> expire(Instant now) {
        List<ActorRef<CohortFeedMessage>> gone = new ArrayList<>();
        watchers.forEach((watcher, state) -> {
            if (state.renewedAt().plus(settings.watcherTimeout()).isBefore(now)) {
                gone.add(watcher);
            }
        });
        gone.forEach(watchers::remove);
        return gone;
    }

    void publish(List<CohortChange> changes) {
        changes.forEach(change -> send(new CohortFrame.Change(change)));
    }

    void send(CohortFrame frame) {
        watchers.forEach((watcher, state) -> watcher.tell(new CohortFeedMessage.Next(state.id(), frame)));
    }
}
