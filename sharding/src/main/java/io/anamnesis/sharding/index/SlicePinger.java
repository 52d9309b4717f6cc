package io.anamnesis.sharding.index;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.anamnesis.sharding.entity.PatientMessage;
import io.anamnesis.sharding.entity.PatientShards;

/**
 * Tells the keeper of each slice, again and again, to be there: a shard that lost its node is started on another one by that, as a
 * sharded daemon process is. Also the index's beat.
 */
final class SlicePinger {
    private enum Tick {
        KEEP,
        BEAT,
        FOLLOWED
    }

    private SlicePinger() {}

    static Behavior<?> create(PatientShards shards, NodeIndex index, int slices, IndexSettings settings) {
        return Behaviors.<Tick>setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.KEEP, Tick.KEEP, settings.keepAlive());
            timers.startTimerWithFixedDelay(Tick.BEAT, Tick.BEAT, settings.beat());
            timers.startTimerWithFixedDelay(Tick.FOLLOWED, Tick.FOLLOWED, settings.followedBeat());
            Cluster cluster = Cluster.get(context.getSystem());
            return Behaviors.receive(Tick.class)
                    .onMessageEquals(Tick.KEEP, () -> keep(cluster, shards, slices))
                    .onMessageEquals(Tick.BEAT, () -> beat(index))
                    .onMessageEquals(Tick.FOLLOWED, () -> index.followed() ? beat(index) : Behaviors.same())
                    .build();
        }));
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
