package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.ProfileViews;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets watchers in, brings them up to date and tells them what happens. A watcher that resumes gets the deltas it missed:
 * out of memory where they are recent, else out of the journal; a snapshot where neither will do. Belongs to the entity's
 * thread.
 */
final class FeedDesk {
    /** What the desk tells its entity. */
    sealed interface Note extends PatientMessage.Internal {}

    private record CaughtUp(
            ActorRef<FeedMessage> watcher,
            long id,
            @Nullable List<FeedFrame.Delta> missed) implements Note {}

    private enum FeaturesDue implements Note {
        INSTANCE
    }

    private record WatcherGone(ActorRef<FeedMessage> watcher) implements Note {}

    private final ActorContext<PatientMessage> context;
    private final TimerScheduler<PatientMessage> timers;
    private final InstantSource clock;
    private final EntitySettings settings;
    private final History history;
    private final JournalPosition position;
    private final ProfileViews views;
    private final Watchers watchers;
    private final FusionNews fusion;
    private final AwakePatients.Awake awake;

    FeedDesk(
            ActorContext<PatientMessage> context,
            TimerScheduler<PatientMessage> timers,
            EntityEnvironment environment,
            History history,
            JournalPosition position,
            ProfileViews views,
            Fusing fusing,
            AwakePatients.Awake awake) {
        this.awake = awake;
        this.context = context;
        this.timers = timers;
        this.clock = environment.clock();
        this.settings = environment.settings();
        this.history = history;
        this.position = position;
        this.views = views;
        this.watchers = new Watchers(settings);
        this.fusion = new FusionNews(fusing, views, settings.fusionInterval());
    }

    /** Whether somebody watches now. */
    boolean watched() {
        return !watchers.isEmpty();
    }

    /** The profile is not what it was: features go to watchers, a little later and together with what comes meanwhile. */
    void changed() {
        if (watched() && !timers.isTimerActive(FeaturesDue.INSTANCE)) {
            timers.startSingleTimer(FeaturesDue.INSTANCE, settings.featuresInterval());
        }
    }

    /** Whether deltas are worth making. */
    boolean wanted() {
        return watchers.wanted(clock.instant());
    }

    void publish(FeedFrame.Delta delta) {
        watchers.publish(delta);
    }

    private void sendFeatures() {
        if (watched()) {
            watchers.send(new FeedFrame.Features(
                    position.seq(), views.metrics(), views.modalities(), fusion.news(position.seq(), clock.instant())));
            tellOfFusion();
        }
    }

    /** Where somebody does not know what the model makes of the patient now. */
    private void tellOfFusion() {
        if (fusion.due(position.seq())) {
            changed();
        }
    }

    void on(PatientMessage.Subscribe subscribe, boolean stopping) {
        ActorRef<FeedMessage> watcher = subscribe.watcher();
        Rejection refusal = stopping
                ? new Rejection.Unavailable("The patient is on the move; subscribe again.")
                : watchers.admit(watcher, subscribe.id(), clock.instant());
        if (refusal != null) {
            watcher.tell(new FeedMessage.Refused(subscribe.id(), refusal));
            return;
        }
        awake.watched(true);
        fusion.tellAnew();
        context.unwatch(watcher);
        context.watchWith(watcher, new WatcherGone(watcher));
        watcher.tell(new FeedMessage.Subscribed(subscribe.id(), context.getSelf()));
        begin(watcher, subscribe.id(), subscribe.fromSeq());
    }

    private void begin(ActorRef<FeedMessage> watcher, long id, @Nullable Long fromSeq) {
        long seq = position.seq();
        long forked = position.lastForkSeq();
        if (fromSeq == null || fromSeq < 0 || fromSeq > seq || (forked > 0 && fromSeq <= forked)) {
            snapshot(watcher, id);
            return;
        }
        if (fromSeq == seq) {
            heartbeat(watcher, id, clock.instant());
            return;
        }
        List<FeedFrame.Delta> recent = watchers.since(fromSeq);
        if (recent != null) {
            recent.forEach(delta -> watcher.tell(new FeedMessage.Next(id, delta)));
        } else if (seq - fromSeq > settings.maxReplay() || forked > 0) {
            snapshot(watcher, id);
        } else {
            watchers.catchUp(watcher);
            context.pipeToSelf(
                    history.replay(fromSeq, seq),
                    (missed, failure) -> new CaughtUp(watcher, id, failure == null ? missed : null));
        }
    }

    private void snapshot(ActorRef<FeedMessage> watcher, long id) {
        watchers.live(watcher);
        watcher.tell(new FeedMessage.Next(id, new FeedFrame.Snapshot(position.seq(), views.profile())));
    }

    private void heartbeat(ActorRef<FeedMessage> watcher, long id, Instant now) {
        watcher.tell(new FeedMessage.Next(id, new FeedFrame.Heartbeat(position.seq(), now)));
    }

    void on(Note note) {
        if (note instanceof FeaturesDue) {
            sendFeatures();
        } else if (note instanceof WatcherGone gone) {
            watchers.leave(gone.watcher());
            awake.watched(watched());
        } else if (note instanceof CaughtUp caughtUp && watchers.knows(caughtUp.watcher(), caughtUp.id())) {
            List<FeedFrame.Delta> missed = caughtUp.missed();
            if (missed == null || !watchers.caughtUp(caughtUp.watcher(), caughtUp.id(), missed)) {
                snapshot(caughtUp.watcher(), caughtUp.id());
            }
        }
    }

    /** @param settled whether everything folded was published, so that the number is one that the watcher can have */
    void on(PatientMessage.Renew renew, boolean settled) {
        Instant now = clock.instant();
        if (!watchers.renew(renew.watcher(), renew.id(), now)) {
            renew.watcher().tell(new FeedMessage.NotSubscribed(renew.id()));
        } else if (settled && !watchers.catchingUp(renew.watcher())) {
            heartbeat(renew.watcher(), renew.id(), now);
        }
    }

    void on(PatientMessage.Unsubscribe unsubscribe) {
        if (watchers.leave(unsubscribe.watcher())) {
            context.unwatch(unsubscribe.watcher());
        }
        awake.watched(watched());
    }

    /** Forgets watchers that have not been heard of, and looks whether another model is served. */
    void expire() {
        tellOfFusion();
        watchers.expire(clock.instant(), settings.watcherTimeout()).forEach(context::unwatch);
        awake.watched(watched());
    }
}
