package io.anamnesis.sharding.entity;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.protocol.trace.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A patient who is waking up: waits for one of the node's recovery permits, reads, and becomes a {@link PatientEntity}.
 * Commands wait meanwhile, up to a bound; a stop is heeded at once.
 */
final class RecoveringPatient {
    private record Permitted(@Nullable Throwable failure) implements PatientMessage.Internal {}

    private record Finished(
            @Nullable Recovered recovered, @Nullable Throwable failure) implements PatientMessage.Internal {}

    private enum Again implements PatientMessage.Internal {
        INSTANCE
    }

    private final ActorContext<PatientMessage> context;
    private final TimerScheduler<PatientMessage> timers;
    private final StashBuffer<PatientMessage> waiting;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final PatientId patient;
    private final EntityEnvironment environment;
    private final Recovery recovery;
    private int attempt;

    private RecoveringPatient(
            ActorContext<PatientMessage> context,
            TimerScheduler<PatientMessage> timers,
            StashBuffer<PatientMessage> waiting,
            ActorRef<ClusterSharding.ShardCommand> shard,
            PatientId patient,
            EntityEnvironment environment) {
        this.context = context;
        this.timers = timers;
        this.waiting = waiting;
        this.shard = shard;
        this.patient = patient;
        this.environment = environment;
        this.recovery = new Recovery(
                patient,
                environment.reader(),
                environment.profiles(),
                environment.profileSettings(),
                environment.settings().sealHorizon());
    }

    static Behavior<PatientMessage> create(
            PatientId patient, ActorRef<ClusterSharding.ShardCommand> shard, EntityEnvironment environment) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.withStash(
                environment.settings().maxWaiting(),
                stash -> new RecoveringPatient(context, timers, stash, shard, patient, environment).begin())));
    }

    private Behavior<PatientMessage> begin() {
        context.pipeToSelf(
                environment.recoveries().acquire().thenApply(permit -> Done.getInstance()),
                (permit, failure) -> new Permitted(failure));
        return Behaviors.receive(PatientMessage.class)
                .onMessage(Permitted.class, this::onPermitted)
                .onMessage(Finished.class, this::onFinished)
                .onMessageEquals(Again.INSTANCE, this::begin)
                .onMessageEquals(PatientMessage.Stop.INSTANCE, this::stop)
                .onMessage(PatientMessage.class, this::onOther)
                .build();
    }

    /** The permit is given back by the recovery's own end, so that it can't be lost with this actor. */
    private Behavior<PatientMessage> onPermitted(Permitted permitted) {
        if (permitted.failure() != null) {
            return again(permitted.failure());
        }
        long begun = System.nanoTime();
        Span span = environment
                .tracing()
                .within("patient recovery", requests().stream().findFirst().orElse(null));
        var recovered = recovery.recover(environment.clock().instant()).whenComplete((done, failure) -> {
            environment.recoveries().release();
            environment.measures().recovered(System.nanoTime() - begun, failure != null);
            if (failure != null) {
                span.failed("not-recovered");
            }
            span.end();
        });
        context.pipeToSelf(recovered, Finished::new);
        return Behaviors.same();
    }

    private Behavior<PatientMessage> onFinished(Finished done) {
        Recovered recovered = done.recovered();
        if (recovered == null) {
            return again(done.failure());
        }
        return waiting.unstashAll(new PatientEntity(context, timers, shard, patient, environment, recovery, recovered));
    }

    private Behavior<PatientMessage> again(@Nullable Throwable failure) {
        EntitySettings settings = environment.settings();
        attempt++;
        if (attempt >= settings.appendAttempts()) {
            RequestLog.in(requests(), () -> context.getLog()
                    .warn(
                            "recovery failed {} times, giving up until the next message: {}",
                            attempt,
                            String.valueOf(failure)));
            return stop();
        }
        timers.startSingleTimer(Again.INSTANCE, settings.retryPause(attempt));
        return Behaviors.same();
    }

    /** Those that wait for it. */
    private List<RequestContext> requests() {
        List<RequestContext> requests = new ArrayList<>();
        waiting.forEach(message -> {
            RequestContext request = message instanceof PatientMessage.Ask ask
                    ? ask.command().caller().request()
                    : null;
            if (request != null) {
                requests.add(request);
            }
        });
        return requests;
    }

    private Behavior<PatientMessage> stop() {
        waiting.forEach(this::refuse);
        waiting.clear();
        return Behaviors.stopped();
    }

    private Behavior<PatientMessage> onOther(PatientMessage message) {
        if (waiting.isFull()) {
            overloaded(message);
        } else {
            waiting.stash(message);
        }
        return Behaviors.same();
    }

    private void overloaded(PatientMessage message) {
        Rejection rejection = new Rejection.Overloaded(environment.settings().maxWaiting());
        if (message instanceof PatientMessage.Ask ask) {
            ask.replyTo().tell(new PatientReply.Rejected(rejection));
        } else if (message instanceof PatientMessage.Subscribe subscribe) {
            subscribe.watcher().tell(new FeedMessage.Refused(subscribe.id(), rejection));
        }
    }

    private void refuse(PatientMessage message) {
        Rejection rejection = new Rejection.Unavailable("The patient's record can't be read now; ask again.");
        if (message instanceof PatientMessage.Ask ask) {
            ask.replyTo().tell(new PatientReply.Rejected(rejection));
        } else if (message instanceof PatientMessage.Subscribe subscribe) {
            subscribe.watcher().tell(new FeedMessage.Refused(subscribe.id(), rejection));
        }
    }
}
