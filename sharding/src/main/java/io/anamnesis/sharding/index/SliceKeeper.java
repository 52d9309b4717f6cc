package io.anamnesis.sharding.index;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.anamnesis.sharding.entity.PatientMessage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one slice in the index of the node where the slice's shard lives. It is an entity of that shard like the patients, so that it
 * comes and goes with them: what they say to the index of their node they say to the index that has their slice.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code KeepSlice}</td><td>nothing to do: to be told is what keeps it alive</td></tr>
 * <tr><td>{@code Stop}</td><td>the shard moves: leave the index and stop</td></tr>
 * </table>
 */
final class SliceKeeper extends AbstractBehavior<PatientMessage> {
    private record Loaded(@Nullable Throwable failure) implements PatientMessage.Internal {}

    private enum Again implements PatientMessage.Internal {
        INSTANCE
    }

    private final TimerScheduler<PatientMessage> timers;
    private final NodeIndex index;
    private final SliceLoader loader;
    private final IndexSettings settings;
    private final int slice;
    private final long epoch;

    private SliceKeeper(
            ActorContext<PatientMessage> context,
            TimerScheduler<PatientMessage> timers,
            NodeIndex index,
            SliceLoader loader,
            IndexSettings settings,
            int slice) {
        super(context);
        this.timers = timers;
        this.index = index;
        this.loader = loader;
        this.settings = settings;
        this.slice = slice;
        this.epoch = index.begin(slice);
        load();
    }

    static Behavior<PatientMessage> create(NodeIndex index, SliceLoader loader, IndexSettings settings, int slice) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new SliceKeeper(context, timers, index, loader, settings, slice)));
    }

    @Override
    public Receive<PatientMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Loaded.class, this::onLoaded)
                .onMessageEquals(Again.INSTANCE, this::load)
                .onMessageEquals(PatientMessage.Stop.INSTANCE, Behaviors::stopped)
                .onMessage(PatientMessage.class, keep -> this)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<PatientMessage> load() {
        getContext()
                .pipeToSelf(
                        loader.load(slice, epoch).thenApply(done -> akka.Done.getInstance()),
                        (done, failure) -> new Loaded(failure));
        return this;
    }

    private Behavior<PatientMessage> onLoaded(Loaded loaded) {
        if (loaded.failure() == null) {
            index.ready(slice, epoch);
        } else {
            getContext()
                    .getLog()
                    .warn(
                            "slice {} of the index is not loaded, tried again: {}",
                            slice,
                            loaded.failure().toString());
            timers.startSingleTimer(Again.INSTANCE, settings.loadRetry());
        }
        return this;
    }

    private Behavior<PatientMessage> onPostStop(PostStop signal) {
        index.end(slice, epoch);
        return this;
    }
}
