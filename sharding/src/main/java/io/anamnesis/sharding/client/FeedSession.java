package io.anamnesis.sharding.client;

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
import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.entity.FeedMessage;
import io.anamnesis.sharding.entity.PatientMessage;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's side of a feed. It subscribes, watches the entity's incarnation, and subscribes again from the last event
 * it has whenever the entity passivates, moves or dies, a frame is missing, or heartbeats stay away.
 */
final class FeedSession extends AbstractBehavior<FeedSession.Message> {
    /** What a session is told. */
    sealed interface Message {}

    record Request(long frames) implements Message {}

    private record FromEntity(FeedMessage message) implements Message {}

    private record EntityGone(long id) implements Message {}

    enum Signal implements Message {
        CLOSE,
        HEARTBEAT,
        SUBSCRIBE
    }

    private static final int MAX_SILENT_HEARTBEATS = 3;

    private final TimerScheduler<Message> timers;
    private final EntityRef<PatientMessage> patient;
    private final PatientId patientId;
    private final Caller caller;
    private final FeedListener listener;
    private final FeedSettings settings;
    private final FeedBuffer buffer;
    private final ActorRef<FeedMessage> self;
    private @Nullable ActorRef<PatientMessage> entity;
    private long subscription;
    private long credit;
    private int silent;

    private FeedSession(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            EntityRef<PatientMessage> patient,
            PatientId patientId,
            Caller caller,
            @Nullable Long fromSeq,
            FeedListener listener,
            FeedSettings settings) {
        super(context);
        this.timers = timers;
        this.patient = patient;
        this.patientId = patientId;
        this.caller = caller;
        this.listener = listener;
        this.settings = settings;
        this.buffer = new FeedBuffer(settings.buffer(), fromSeq);
        this.self = context.messageAdapter(FeedMessage.class, FromEntity::new);
        timers.startTimerWithFixedDelay(Signal.HEARTBEAT, settings.heartbeat());
        subscribe();
    }

    static Behavior<Message> create(
            EntityRef<PatientMessage> patient,
            PatientId patientId,
            Caller caller,
            @Nullable Long fromSeq,
            FeedListener listener,
            FeedSettings settings) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new FeedSession(context, timers, patient, patientId, caller, fromSeq, listener, settings)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Request.class, this::onRequest)
                .onMessage(FromEntity.class, this::onFromEntity)
                .onMessage(EntityGone.class, this::onEntityGone)
                .onMessageEquals(Signal.HEARTBEAT, this::onHeartbeatTick)
                .onMessageEquals(Signal.SUBSCRIBE, this::onSubscribeTimeout)
                .onMessageEquals(Signal.CLOSE, Behaviors::stopped)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private void subscribe() {
        forgetEntity();
        subscription++;
        silent = 0;
        patient.tell(new PatientMessage.Subscribe(patientId, caller, self, subscription, buffer.lastSeq()));
        timers.startSingleTimer(Signal.SUBSCRIBE, settings.subscribeTimeout());
    }

    private void forgetEntity() {
        ActorRef<PatientMessage> known = entity;
        if (known != null) {
            getContext().unwatch(known);
            entity = null;
        }
    }

    private Behavior<Message> onSubscribeTimeout() {
        if (entity == null) {
            subscribe();
        }
        return this;
    }

    private Behavior<Message> onFromEntity(FromEntity from) {
        FeedMessage message = from.message();
        if (message.id() != subscription) {
            return this;
        }
        silent = 0;
        if (message instanceof FeedMessage.Subscribed subscribed) {
            entity = subscribed.entity();
            timers.cancel(Signal.SUBSCRIBE);
            getContext().watchWith(subscribed.entity(), new EntityGone(subscription));
        } else if (message instanceof FeedMessage.Next next) {
            if (buffer.take(next.frame()) == FeedBuffer.Next.GAP) {
                subscribe();
            }
            deliver();
        } else if (message instanceof FeedMessage.NotSubscribed) {
            subscribe();
        } else if (message instanceof FeedMessage.Refused refused
                && !refused.rejection().retryable()) {
            listener.closed(refused.rejection());
            return Behaviors.stopped();
        }
        return this;
    }

    private Behavior<Message> onEntityGone(EntityGone gone) {
        if (gone.id() == subscription) {
            entity = null;
            subscribe();
        }
        return this;
    }

    private Behavior<Message> onHeartbeatTick() {
        if (entity != null) {
            silent++;
            if (silent > MAX_SILENT_HEARTBEATS) {
                subscribe();
            } else {
                patient.tell(new PatientMessage.Renew(patientId, self, subscription));
            }
        }
        return this;
    }

    private Behavior<Message> onRequest(Request request) {
        credit = credit + request.frames() < 0 ? Long.MAX_VALUE : credit + request.frames();
        deliver();
        return this;
    }

    private void deliver() {
        while (credit > 0) {
            FeedFrame frame = buffer.poll();
            if (frame == null) {
                break;
            }
            credit--;
            listener.frame(frame);
        }
        if (credit > 0 && buffer.conflating()) {
            credit--;
            listener.frame(buffer.conflated());
            subscribe();
        }
    }

    private Behavior<Message> onPostStop(PostStop stop) {
        patient.tell(new PatientMessage.Unsubscribe(patientId, self));
        return this;
    }
}
