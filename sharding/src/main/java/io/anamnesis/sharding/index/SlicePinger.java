package io.anamnesis.sharding.index;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.anamnesis.sharding.entity.PatientMessage;
import io.anamnesis.sharding.entity.PatientShards;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the keeper of each slice, again and again, to be there: a shard that lost its node is started on another one by that, as a
 * sharded daemon process is. Also the index's beat.
 */
final class SlicePinger {
    private enum Tick {
        KEEP,
        BEAT,
        FOLLOWED,
        LEAVING
    }

    private SlicePinger() {}

    static Behavior<?> create(PatientShards shards, NodeIndex index, int slices, IndexSettings settings) {
        return Behaviors.<Tick>setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.KEEP, Tick.KEEP, settings.keepAlive());
            timers.startTimerWithFixedDelay(Tick.BEAT, Tick.BEAT, settings.beat());
            timers.startTimerWithFixedDelay(Tick.FOLLOWED, Tick.FOLLOWED, settings.followedBeat());
            stopsWhenLeaving(context);
            Cluster cluster = Cluster.get(context.getSystem());
            return Behaviors.receive(Tick.class)
                    .onMessageEquals(Tick.KEEP, () -> keep(cluster, shards, slices))
                    .onMessageEquals(Tick.BEAT, () -> beat(index))
                    .onMessageEquals(Tick.FOLLOWED, () -> index.followed() ? beat(index) : Behaviors.same())
                    .onMessageEquals(Tick.LEAVING, () -> keepNoLonger(timers))
                    .build();
        }));
    }

    /**
     * A node that leaves is still a member that is up while it hands its shards over. What it then said to keepers would wait in its
     * region for shards that nobody gives it any more, and the region would wait for what waits until its time limit.
     */
    private static void stopsWhenLeaving(ActorContext<Tick> context) {
        ActorRef<Tick> self = context.getSelf();
        CoordinatedShutdown.get(context.getSystem())
                .addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "keep-no-slices", () -> {
                    self.tell(Tick.LEAVING);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }

    private static Behavior<Tick> keepNoLonger(TimerScheduler<Tick> timers) {
        timers.cancel(Tick.KEEP);
        return Behaviors.same();
    }

    /** Before the node is a member nobody could answer, and the messages would pile up. */
    private static Behavior<Tick> keep(Cluster cluster, PatientShards shards, int slices) {
        if (cluster.selfMember().status() == MemberStatus.up()) {
            for (int slice = 0; slice < slices; slice++) {
                shards.keeper(slice).tell(new PatientMessage.KeepSlice(slice));
            }
        }
        return Behaviors.same();
    }

    private static Behavior<Tick> beat(NodeIndex index) {
        index.beat();
        return Behaviors.same();
    }
}
