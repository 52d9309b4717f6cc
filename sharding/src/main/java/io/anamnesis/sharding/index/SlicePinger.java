package io.anamnesis.sharding.index;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
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
        return Behaviors.<Tick>withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.KEEP, Tick.KEEP, settings.keepAlive());
            timers.startTimerWithFixedDelay(Tick.BEAT, Tick.BEAT, settings.beat());
            timers.startTimerWithFixedDelay(Tick.FOLLOWED, Tick.FOLLOWED, settings.followedBeat());
            return Behaviors.receive(Tick.class)
                    .onMessageEquals(Tick.KEEP, () -> {
                        for (int slice = 0; slice < slices; slice++) {
                            shards.keeper(slice).tell(new PatientMessage.KeepSlice(slice));
                        }
                        return Behaviors.same();
                    })
                    .onMessageEquals(Tick.BEAT, () -> {
                        index.beat();
                        return Behaviors.same();
                    })
                    .onMessageEquals(Tick.FOLLOWED, () -> {
                        if (index.followed()) {
                            index.beat();
                        }
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}
