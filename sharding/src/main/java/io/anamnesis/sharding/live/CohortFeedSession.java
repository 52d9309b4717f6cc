package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.sharding.client.LiveCohorts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's side of a cohort's feed. The entity tells what happens; what was missed, for whatever reason, is read from the store.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code Request}</td><td>the watcher takes so many more frames</td></tr>
 * <tr><td>{@code FromEntity}</td><td>the subscription, frames, a refusal</td></tr>
 * <tr><td>{@code Read}</td><td>what the store gave</td></tr>
 * <tr><td>{@code EntityGone}, {@code SUBSCRIBE}</td><td>subscribe again</td></tr>
 * <tr><td>{@code HEARTBEAT}</td><td>ask the entity whether it is there</td></tr>
 * </table>
 */
final class CohortFeedSession extends AbstractBehavior<CohortFeedSession.Message> {
    /** What a session is told. */
    sealed interface Message {}

    record Request(long frames) implements Message {}

    private record FromEntity(CohortFeedMessage message) implements Message {}

    private record EntityGone(long id) implements Message {}

    private record Read(@Nullable List<CohortChange> changes) implements Message {}

    enum Signal implements Message {
        CLOSE,
        HEARTBEAT,
        SUBSCRIBE
    }

    private static final int MAX_SILENT_HEARTBEATS = 3;

    private final TimerScheduler<Message> timers;
    private final EntityRef<CohortMessage> cohort;
    private final CohortName name;
    private final Caller caller;
    private final CohortStore store;
    private final LiveCohorts.Listener listener;
    private final LiveSettings settings;
    private final ActorRef<CohortFeedMessage> self;
    private final @Nullable Long fromSeq;
    /** Null before the first subscription was answered. */
    private @Nullable CohortFeedBuffer buffer;

    private @Nullable ActorRef<CohortMessage> entity;
    private long subscription;
    private long credit;
    private int silent;
    private boolean reading;

    private CohortFeedSession(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            EntityRef<CohortMessage> cohort,
            CohortName name,
            Caller caller,
            @Nullable Long fromSeq,
            CohortStore store,
            LiveCohorts.Listener listener,
            LiveSettings settings) {
        super(context);
        this.timers = timers;
        this.cohort = cohort;
        this.name = name;
        this.caller = caller;
        this.fromSeq = fromSeq;
        this.store = store;
        this.listener = listener;
        this.settings = settings;
        this.self = context.messageAdapter(CohortFeedMessage.class, FromEntity::new);
        timers.startTimerWithFixedDelay(Signal.HEARTBEAT, settings.heartbeat());
        subscribe();
    }

    static Behavior<Message> create(
            EntityRef<CohortMessage> cohort,
            CohortName name,
            Caller caller,
            @Nullable Long fromSeq,
            CohortStore store,
            LiveCohorts.Listener listener,
            LiveSettings settings) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                new CohortFeedSession(context, timers, cohort, name, caller, fromSeq, store, listener, settings)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Request.class, this::onRequest)
                .onMessage(FromEntity.class, from -> onFromEntity(from.message()))
                .onMessage(Read.class, this::onRead)
                .onMessage(EntityGone.class, this::onEntityGone)
                .onMessageEquals(Signal.HEARTBEAT, this::onHeartbeatTick)
                .onMessageEquals(Signal.SUBSCRIBE, this::onSubscribeTimeout)
                .onMessageEquals(Signal.CLOSE, Behaviors::stopped)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<Message> subscribe() {
        ActorRef<CohortMessage> known = entity;
        if (known != null) {
            getContext().unwatch(known);
            entity = null;
        }
        subscription++;
        silent = 0;
        cohort.tell(new CohortMessage.Subscribe(name, caller, self, subscription));
        timers.startSingleTimer(Signal.SUBSCRIBE, settings.subscribeTimeout());
        return this;
    }

    private Behavior<Message> onSubscribeTimeout() {
        return entity == null ? subscribe() : this;
    }

    private Behavior<Message> onEntityGone(EntityGone gone) {
        return gone.id() == subscription ? subscribe() : this;
    }

    private Behavior<Message> onFromEntity(CohortFeedMessage message) {
        if (message.id() != subscription) {
            return this;
        }
        silent = 0;
        if (message instanceof CohortFeedMessage.Subscribed subscribed) {
            entity = subscribed.entity();
            timers.cancel(Signal.SUBSCRIBE);
            getContext().watchWith(subscribed.entity(), new EntityGone(subscription));
            begin(subscribed.state());
        } else if (message instanceof CohortFeedMessage.Next next && buffer != null) {
            buffer.take(next.frame());
        } else if (message instanceof CohortFeedMessage.NotSubscribed) {
            return subscribe();
        } else if (message instanceof CohortFeedMessage.Refused refused
                && !refused.rejection().retryable()) {
            listener.closed(refused.rejection());
            return Behaviors.stopped();
        }
        return deliver();
    }

    /** The first time: from the change that the watcher has, or from now, with how things stand. Later: from the change it has. */
    private void begin(CohortState state) {
        CohortFeedBuffer known = buffer;
        if (known == null) {
            boolean resumes = fromSeq != null && fromSeq >= 0 && fromSeq <= state.seq();
            known = new CohortFeedBuffer(settings.feedBuffer(), resumes ? fromSeq : state.seq());
            buffer = known;
            if (!resumes) {
                known.take(new CohortFrame.Snapshot(state.seq(), state));
            }
        }
        known.hear(state.seq());
    }

    private Behavior<Message> onHeartbeatTick() {
        if (entity != null) {
            silent++;
            if (silent > MAX_SILENT_HEARTBEATS) {
                return subscribe();
            }
            cohort.tell(new CohortMessage.Renew(name, self, subscription));
        }
        return this;
    }

    private Behavior<Message> onRequest(Request request) {
        credit = credit + request.frames() < 0 ? Long.MAX_VALUE : credit + request.frames();
        return deliver();
    }

    private Behavior<Message> deliver() {
        CohortFeedBuffer known = buffer;
        if (known == null) {
            return this;
        }
        while (credit > 0) {
            CohortFrame frame = known.poll();
            if (frame == null) {
                break;
            }
            credit--;
            listener.frame(frame);
            if (frame instanceof CohortFrame.Snapshot snapshot
                    && !snapshot.state().cohort().lives()) {
                listener.closed(null);
                return Behaviors.stopped();
            }
        }
        if (credit > 0 && known.wantsReading() && !reading) {
            reading = true;
            getContext()
                    .pipeToSelf(
                            store.changes(name, known.lastSeq(), settings.feedBuffer()),
                            (changes, failure) -> new Read(failure == null ? changes : null));
        }
        return this;
    }

    /** What could not be read is read when the next frame or heartbeat comes. */
    private Behavior<Message> onRead(Read read) {
        reading = false;
        List<CohortChange> changes = read.changes();
        if (changes == null || changes.isEmpty() || buffer == null) {
            return this;
        }
        buffer.read(changes);
        return deliver();
    }

    private Behavior<Message> onPostStop(PostStop stop) {
        cohort.tell(new CohortMessage.Unsubscribe(name, self));
        return this;
    }
}
