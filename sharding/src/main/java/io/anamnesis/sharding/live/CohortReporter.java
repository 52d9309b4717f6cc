package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.pubsub.Topic;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.sharding.index.IndexService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a node's watch finds to the cohorts, and what they answer back; and keeps the definitions up to date.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code Wake}</td><td>there is something to compare, or to say</td></tr>
 * <tr><td>{@code Heard}, {@code Unknown}</td><td>a cohort's answer: go on, or begin anew</td></tr>
 * <tr><td>{@code Defined}, {@code Gone}</td><td>what is to be watched for changed</td></tr>
 * <tr><td>{@code Looked}</td><td>the index let the watch read: next</td></tr>
 * <tr><td>{@code REFRESH}, {@code BEAT}, {@code CHECK}</td><td>timers</td></tr>
 * </table>
 */
final class CohortReporter extends AbstractBehavior<WatchMessage> {
    /** Something is to be said to these cohorts, or to be compared for them. */
    record Wake(Set<CohortName> names) implements WatchMessage.Internal {}

    private record Looked(@Nullable CohortName compared) implements WatchMessage.Internal {}

    private record Refreshed(@Nullable Throwable failure) implements WatchMessage.Internal {}

    private enum Tick implements WatchMessage.Internal {
        REFRESH,
        BEAT,
        CHECK
    }

    private final CohortWatch watch;
    private final CohortRegistry registry;
    private final CohortShards shards;
    private final CohortStore store;
    private final IndexService index;
    private final LiveSettings settings;
    private final ActorRef<WatchMessage> self;
    private final Set<CohortName> toCompare = new LinkedHashSet<>();
    private boolean looking;
    private boolean refreshing;

    private CohortReporter(
            ActorContext<WatchMessage> context,
            TimerScheduler<WatchMessage> timers,
            CohortWatch watch,
            CohortRegistry registry,
            CohortShards shards,
            CohortStore store,
            IndexService index,
            LiveSettings settings,
            ActorRef<Topic.Command<WatchMessage.Defined>> topic) {
        super(context);
        this.watch = watch;
        this.registry = registry;
        this.shards = shards;
        this.store = store;
        this.index = index;
        this.settings = settings;
        this.self = context.getSelf();
        timers.startTimerWithFixedDelay(Tick.REFRESH, Tick.REFRESH, settings.refresh());
        timers.startTimerWithFixedDelay(Tick.BEAT, Tick.BEAT, settings.beat());
        timers.startTimerWithFixedDelay(Tick.CHECK, Tick.CHECK, settings.check());
        topic.tell(Topic.subscribe(self.narrow()));
        watch.connect(names -> self.tell(new Wake(names)));
        refresh();
    }

    static Behavior<WatchMessage> create(
            CohortWatch watch,
            CohortRegistry registry,
            CohortShards shards,
            CohortStore store,
            IndexService index,
            LiveSettings settings,
            ActorRef<Topic.Command<WatchMessage.Defined>> topic) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new CohortReporter(context, timers, watch, registry, shards, store, index, settings, topic)));
    }

    @Override
    public Receive<WatchMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Wake.class, wake -> onWake(wake.names()))
                .onMessage(WatchMessage.Heard.class, this::onHeard)
                .onMessage(WatchMessage.Unknown.class, this::onUnknown)
                .onMessage(WatchMessage.Defined.class, this::onDefined)
                .onMessage(WatchMessage.Gone.class, this::onGone)
                .onMessage(Looked.class, this::onLooked)
                .onMessage(Refreshed.class, this::onRefreshed)
                .onMessageEquals(Tick.REFRESH, this::refresh)
                .onMessageEquals(Tick.BEAT, this::onBeat)
                .onMessageEquals(Tick.CHECK, this::onCheck)
                .build();
    }

    private Behavior<WatchMessage> onWake(Set<CohortName> names) {
        for (CohortName name : names) {
            say(watch.next(name, System.nanoTime()));
            if (watch.toCompare(name)) {
                toCompare.add(name);
            }
        }
        return compareNext();
    }

    private void say(CohortWatch.@Nullable Said said) {
        if (said != null) {
            Outbox.Parcel parcel = said.parcel();
            shards.cohort(said.name())
                    .tell(new CohortMessage.Report(
                            said.name(), said.version(), parcel.session(), parcel.number(), parcel.items(), self));
        }
    }

    /** One cohort at a time, so that the index is not kept from changing for long. */
    private Behavior<WatchMessage> compareNext() {
        if (!looking && !toCompare.isEmpty()) {
            CohortName name = toCompare.iterator().next();
            toCompare.remove(name);
            look(name, () -> watch.compare(name));
        }
        return this;
    }

    private void look(@Nullable CohortName name, Runnable work) {
        looking = true;
        getContext()
                .pipeToSelf(
                        index.look(work).thenApply(done -> akka.Done.getInstance()),
                        (done, failure) -> new Looked(name));
    }

    /** What failed, because the index was busy, is tried again: the next beat asks. */
    private Behavior<WatchMessage> onLooked(Looked looked) {
        looking = false;
        CohortName compared = looked.compared();
        if (compared != null) {
            say(watch.next(compared, System.nanoTime()));
        }
        return compareNext();
    }

    private Behavior<WatchMessage> onHeard(WatchMessage.Heard heard) {
        watch.heard(heard);
        return onWake(Set.of(heard.name()));
    }

    private Behavior<WatchMessage> onUnknown(WatchMessage.Unknown unknown) {
        watch.unknown(unknown);
        return onWake(Set.of(unknown.name()));
    }

    private Behavior<WatchMessage> onDefined(WatchMessage.Defined defined) {
        registry.learn(defined.cohort());
        return this;
    }

    private Behavior<WatchMessage> onGone(WatchMessage.Gone gone) {
        watch.forget(gone.name());
        return this;
    }

    private Behavior<WatchMessage> onBeat() {
        watch.idle().forEach(here -> shards.cohort(here.name())
                .tell(new CohortMessage.Beat(
                        here.name(), here.version(), here.session(), here.number(), here.slices(), self)));
        return onWake(watch.names());
    }

    private Behavior<WatchMessage> onCheck() {
        watch.overdue(System.nanoTime(), settings.reportTimeout().toNanos()).forEach(this::say);
        if (!looking && watch.due()) {
            look(null, watch::judgeDue);
        }
        return this;
    }

    // ---- definitions

    private Behavior<WatchMessage> refresh() {
        if (!refreshing) {
            refreshing = true;
            getContext()
                    .pipeToSelf(
                            read(null).thenApply(done -> akka.Done.getInstance()),
                            (done, failure) -> new Refreshed(failure));
        }
        return this;
    }

    private CompletionStage<Void> read(@Nullable CohortName after) {
        int limit = settings.storePage();
        return store.definitions(after, limit).thenCompose(page -> {
            page.forEach(registry::learn);
            return page.size() < limit
                    ? CompletableFuture.completedStage(null)
                    : read(last(page).name());
        });
    }

    private static LiveCohort last(List<LiveCohort> page) {
        return page.get(page.size() - 1);
    }

    private Behavior<WatchMessage> onRefreshed(Refreshed refreshed) {
        refreshing = false;
        if (refreshed.failure() != null) {
            getContext()
                    .getLog()
                    .warn(
                            "definitions of live cohorts not read, tried again: {}",
                            refreshed.failure().toString());
        }
        return this;
    }
}
