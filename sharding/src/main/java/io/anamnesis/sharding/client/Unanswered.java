package io.anamnesis.sharding.client;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.sharding.entity.PatientMessage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Questions to patients that wait for their answer, and are sent again where they may have been lost: with a node that is gone, or while
 * a shard moved. Without that their askers would wait out their time though the patient is up again long before. To be asked twice does
 * a patient no harm: a message that it has is acknowledged as such. Thread-safe.
 */
final class Unanswered {
    /** A busy patient answers sooner, or says that it is overloaded. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration BEAT = Duration.ofSeconds(1);
    /**
     * The shards of a node that is gone have a new home so long after Akka's margin for its end; the others are for those that are slow,
     * as where the node that placed shards is itself the one that is gone.
     */
    private static final List<Duration> AFTER_MARGIN =
            List.of(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMillis(2_000));

    /** Stages of Akka's ask run what names no executor in the common pool. */
    private static final Executor ON_THE_ACTORS_THREAD = Runnable::run;

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    private static final class Waiting {
        private final EntityRef<PatientMessage> patient;
        private volatile PatientMessage.@Nullable Ask ask;
        private volatile long sentNanos = System.nanoTime();

        Waiting(EntityRef<PatientMessage> patient) {
            this.patient = patient;
        }

        void sendAgain(long now) {
            PatientMessage.Ask known = ask;
            if (known != null) {
                sentNanos = now;
                patient.tell(known);
            }
        }
    }

    /** Asks, and completes with the first answer, or with a {@code TimeoutException}. */
    CompletionStage<PatientReply> ask(EntityRef<PatientMessage> patient, PatientCommand command, Duration timeout) {
        Waiting mine = new Waiting(patient);
        waiting.add(mine);
        return patient.<PatientReply>ask(
                        replyTo -> {
                            PatientMessage.Ask ask = new PatientMessage.Ask(command, replyTo);
                            mine.ask = ask;
                            return ask;
                        },
                        timeout)
                .whenCompleteAsync((reply, failure) -> waiting.remove(mine), ON_THE_ACTORS_THREAD);
    }

    /** Sends again what has waited for so long. */
    void sendAgain(Duration silence) {
        long now = System.nanoTime();
        for (Waiting each : waiting) {
            if (now - each.sentNanos >= silence.toNanos()) {
                each.sendAgain(now);
            }
        }
    }

    private enum Tick {
        BEAT,
        NODE_GONE,
        ALL
    }

    private static Duration margin(ActorSystem<?> system) {
        return Duration.ofNanos(akka.cluster.Cluster.get(system.classicSystem())
                .downingProvider()
                .downRemovalMargin()
                .toNanos());
    }

    /** Looks after them until the system ends. */
    Behavior<?> keeper() {
        return Behaviors.<Tick>setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.BEAT, BEAT);
            follow(context);
            Duration margin = margin(context.getSystem());
            return Behaviors.receive(Tick.class)
                    .onMessageEquals(Tick.BEAT, () -> again(SILENCE))
                    .onMessageEquals(Tick.ALL, () -> again(Duration.ZERO))
                    .onMessageEquals(Tick.NODE_GONE, () -> nodeGone(timers, margin))
                    .build();
        }));
    }

    private static void follow(ActorContext<Tick> context) {
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(
                        context.messageAdapter(ClusterEvent.MemberRemoved.class, gone -> Tick.NODE_GONE),
                        ClusterEvent.MemberRemoved.class));
    }

    private Behavior<Tick> again(Duration silence) {
        sendAgain(silence);
        return Behaviors.same();
    }

    private static Behavior<Tick> nodeGone(TimerScheduler<Tick> timers, Duration margin) {
        AFTER_MARGIN.forEach(after -> timers.startSingleTimer(after, Tick.ALL, margin.plus(after)));
        return Behaviors.same();
    }
}
