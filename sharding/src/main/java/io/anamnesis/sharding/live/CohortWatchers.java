package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.patient.Rejection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who watches a cohort. What they missed they read from the store themselves. Belongs to the entity's thread. */
final class CohortWatchers {
    /** A watcher's node died, or the watcher stopped. */
    record Gone(ActorRef<CohortFeedMessage> watcher) implements CohortMessage.Internal {}

    private record Watcher(long id, Instant renewedAt) {}

    private final Map<ActorRef<CohortFeedMessage>, Watcher> watchers = new HashMap<>();
    private final ActorContext<CohortMessage> context;
    private final CohortName name;
    private final LiveSettings settings;

    CohortWatchers(ActorContext<CohortMessage> context, CohortName name, LiveSettings settings) {
        this.context = context;
        this.name = name;
        this.settings = settings;
    }

    /**
     * Lets a watcher in, or does not.
     *
     * @param state how the cohort stands; null where it does not live
     * @return tells the watcher
     */
    Runnable on(CohortMessage.Subscribe subscribe, @Nullable CohortState state, Instant now) {
        ActorRef<CohortFeedMessage> watcher = subscribe.watcher();
        if (state == null) {
            Rejection unknown = new Rejection.UnknownCohort(name.value());
            return () -> watcher.tell(new CohortFeedMessage.Refused(subscribe.id(), unknown));
        }
        if (!watchers.containsKey(watcher) && watchers.size() >= settings.maxWatchers()) {
            Rejection full =
                    new Rejection.LimitReached("watchers a cohort", settings.maxWatchers(), watchers.size() + 1L);
            return () -> watcher.tell(new CohortFeedMessage.Refused(subscribe.id(), full));
        }
        watchers.put(watcher, new Watcher(subscribe.id(), now));
        context.unwatch(watcher);
        context.watchWith(watcher, new Gone(watcher));
        return () -> watcher.tell(new CohortFeedMessage.Subscribed(subscribe.id(), context.getSelf(), state));
    }

    /** @param toldSeq the last change that is durable */
    void on(CohortMessage.Renew renew, long toldSeq, Instant now) {
        Watcher known = watchers.get(renew.watcher());
        if (known == null || known.id() != renew.id()) {
            renew.watcher().tell(new CohortFeedMessage.NotSubscribed(renew.id()));
            return;
        }
        watchers.put(renew.watcher(), new Watcher(renew.id(), now));
        renew.watcher().tell(new CohortFeedMessage.Next(renew.id(), new CohortFrame.Heartbeat(toldSeq, now)));
    }

    void leave(ActorRef<CohortFeedMessage> watcher) {
        if (watchers.remove(watcher) != null) {
            context.unwatch(watcher);
        }
    }

    /** Forgets watchers that have not been heard of. */
    void expire(Instant now) {
        watchers.entrySet().stream()
                .filter(each -> each.getValue()
                        .renewedAt()
                        .plus(settings.watcherTimeout())
                        .isBefore(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::leave);
    }

    void publish(List<CohortChange> changes) {
        changes.forEach(change -> send(new CohortFrame.Change(change)));
    }

    void send(CohortFrame frame) {
        watchers.forEach((watcher, state) -> watcher.tell(new CohortFeedMessage.Next(state.id(), frame)));
    }
}
