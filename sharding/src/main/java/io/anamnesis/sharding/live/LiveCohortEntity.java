package io.anamnesis.sharding.live;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.sharding.live.CohortRecovery.Recovered;
import org.jspecify.annotations.Nullable;

/** One live cohort while it is read back; then {@link ActiveCohort}. */
final class LiveCohortEntity {
    static final EntityTypeKey<CohortMessage> TYPE_KEY = EntityTypeKey.create(CohortMessage.class, "live-cohort");

    private record Loaded(
            @Nullable Recovered recovered, @Nullable Throwable failure) implements CohortMessage.Internal {}

    private enum Again implements CohortMessage.Internal {
        INSTANCE
    }

    private final ActorContext<CohortMessage> context;
    private final TimerScheduler<CohortMessage> timers;
    private final StashBuffer<CohortMessage> stash;
    private final CohortName name;
    private final LiveEnvironment environment;
    private int attempts;

    private LiveCohortEntity(
            ActorContext<CohortMessage> context,
            TimerScheduler<CohortMessage> timers,
            StashBuffer<CohortMessage> stash,
            CohortName name,
            LiveEnvironment environment) {
        this.context = context;
        this.timers = timers;
        this.stash = stash;
        this.name = name;
        this.environment = environment;
        load();
    }

    static Behavior<CohortMessage> create(CohortName name, LiveEnvironment environment) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> Behaviors.withStash(environment.settings().maxWaiting(), stash -> {
                    LiveCohortEntity entity = new LiveCohortEntity(context, timers, stash, name, environment);
                    return entity.recovering();
                })));
    }

    private void load() {
        context.pipeToSelf(CohortRecovery.of(name, environment), Loaded::new);
    }

    private Behavior<CohortMessage> recovering() {
        return Behaviors.receive(CohortMessage.class)
                .onMessage(Loaded.class, this::onLoaded)
                .onMessageEquals(Again.INSTANCE, () -> {
                    load();
                    return Behaviors.same();
                })
                .onMessageEquals(CohortMessage.Stop.INSTANCE, Behaviors::stopped)
                .onMessage(CohortMessage.class, message -> {
                    if (!stash.isFull()) {
                        stash.stash(message); // past the limit it is lost, as on a network; whoever sent it sends again
                    }
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<CohortMessage> onLoaded(Loaded loaded) {
        Recovered recovered = loaded.recovered();
        if (recovered != null) {
            return stash.unstashAll(new ActiveCohort(context, timers, name, environment, recovered));
        }
        attempts++;
        context.getLog().warn("a live cohort is not read back, tried again: {}", String.valueOf(loaded.failure()));
        timers.startSingleTimer(Again.INSTANCE, environment.settings().retryPause(attempts));
        return Behaviors.same();
    }
}
