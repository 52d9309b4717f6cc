package io.anamnesis.sharding.model;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.pubsub.Topic;
import io.anamnesis.protocol.model.NodeProgress;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.sharding.index.FusedStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node's served models up to date.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code Promoted}</td><td>another version serves under an alias: load it, unless a later one is known</td></tr>
 * <tr><td>{@code Told}</td><td>how far a node is</td></tr>
 * <tr><td>{@code Cancel}</td><td>a job is to be given up</td></tr>
 * <tr><td>{@code REFRESH}</td><td>read the aliases: a node that was not there, or did not hear, learns them so</td></tr>
 * <tr><td>{@code TELL}</td><td>say how far this node is</td></tr>
 * </table>
 */
final class ModelDesk extends AbstractBehavior<ModelMessage> {
    /** The newest promotion of each alias, as the store says. */
    private record Read(List<Promotion> newest, @Nullable Throwable failure) implements ModelMessage.Internal {}

    private record Loaded(Promotion promotion, @Nullable Throwable failure) implements ModelMessage.Internal {}

    private record Looked(@Nullable FusedStatus status) implements ModelMessage.Internal {}

    private enum Tick implements ModelMessage.Internal {
        REFRESH,
        TELL
    }

    private final ModelLibrary library;
    private final TrainingDesk training;
    private final Reports reports;
    private final ActorRef<Topic.Command<ModelMessage>> topic;
    private final String node;
    /** By alias: what is served, or was found not to be servable. */
    private final Map<String, Promotion> settled = new HashMap<>();

    private final Map<String, Promotion> wanted = new HashMap<>();
    private boolean loading;

    private ModelDesk(
            ActorContext<ModelMessage> context,
            TimerScheduler<ModelMessage> timers,
            ModelLibrary library,
            TrainingDesk training,
            Reports reports,
            ModelSettings settings,
            ActorRef<Topic.Command<ModelMessage>> topic,
            String node) {
        super(context);
        this.library = library;
        this.training = training;
        this.reports = reports;
        this.topic = topic;
        this.node = node;
        timers.startTimerWithFixedDelay(Tick.REFRESH, Tick.REFRESH, settings.refresh());
        timers.startTimerWithFixedDelay(Tick.TELL, Tick.TELL, settings.tell());
        topic.tell(Topic.subscribe(context.getSelf()));
        refresh();
    }

    static Behavior<ModelMessage> create(
            ModelLibrary library,
            TrainingDesk training,
            Reports reports,
            ModelSettings settings,
            ActorRef<Topic.Command<ModelMessage>> topic,
            String node) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ModelDesk(context, timers, library, training, reports, settings, topic, node)));
    }

    @Override
    public Receive<ModelMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(ModelMessage.Promoted.class, promoted -> learn(promoted.promotion()))
                .onMessage(ModelMessage.Told.class, this::onTold)
                .onMessage(ModelMessage.Cancel.class, this::onCancel)
                .onMessage(Read.class, this::onRead)
                .onMessage(Loaded.class, this::onLoaded)
                .onMessage(Looked.class, this::onLooked)
                .onMessageEquals(Tick.REFRESH, this::refresh)
                .onMessageEquals(Tick.TELL, this::look)
                .build();
    }

    // ---- which models

    private Behavior<ModelMessage> refresh() {
        getContext()
                .pipeToSelf(
                        library.newest(), (newest, failure) -> new Read(newest == null ? List.of() : newest, failure));
        return this;
    }

    private Behavior<ModelMessage> onRead(Read read) {
        if (read.failure() != null) {
            getContext()
                    .getLog()
                    .warn(
                            "promotions are not read, tried again: {}",
                            read.failure().toString());
        }
        read.newest().forEach(this::learn);
        return this;
    }

    private Behavior<ModelMessage> learn(Promotion promotion) {
        if (isNews(promotion, settled) && isNews(promotion, wanted)) {
            wanted.put(promotion.alias(), promotion);
        }
        return loadNext();
    }

    private static boolean isNews(Promotion promotion, Map<String, Promotion> known) {
        Promotion before = known.get(promotion.alias());
        return before == null || before.generation() < promotion.generation();
    }

    /** One at a time; of promotions that come meanwhile the newest of each alias is next. */
    private Behavior<ModelMessage> loadNext() {
        if (!loading && !wanted.isEmpty()) {
            Promotion promotion = wanted.values().iterator().next();
            wanted.remove(promotion.alias());
            loading = true;
            CompletionStage<Done> loaded = library.serve(promotion).thenApply(done -> Done.getInstance());
            getContext().pipeToSelf(loaded, (done, failure) -> new Loaded(promotion, failure));
        }
        return this;
    }

    /** Where the store did not answer, the next refresh brings the promotion up again. */
    private Behavior<ModelMessage> onLoaded(Loaded loaded) {
        loading = false;
        Promotion promotion = loaded.promotion();
        if (loaded.failure() == null) {
            settled.put(promotion.alias(), promotion);
            getContext()
                    .getLog()
                    .info(
                            "{} {} serves as {}, generation {}",
                            promotion.name(),
                            promotion.version(),
                            promotion.alias(),
                            promotion.generation());
        } else {
            getContext()
                    .getLog()
                    .warn(
                            "{} {} can't serve as {} yet: {}",
                            promotion.name(),
                            promotion.version(),
                            promotion.alias(),
                            loaded.failure().toString());
        }
        return loadNext();
    }

    // ---- how far

    private Behavior<ModelMessage> look() {
        getContext().pipeToSelf(library.fused(), (status, failure) -> new Looked(failure == null ? status : null));
        return this;
    }

    private Behavior<ModelMessage> onLooked(Looked looked) {
        FusedStatus status = looked.status();
        if (status != null) {
            NodeProgress progress = new NodeProgress(
                    node,
                    status.model().generation(),
                    status.model().name(),
                    status.model().version(),
                    status.done(),
                    status.patients(),
                    library.now());
            topic.tell(Topic.publish(new ModelMessage.Told(progress, training.jobs())));
        }
        return this;
    }

    private Behavior<ModelMessage> onTold(ModelMessage.Told told) {
        reports.heard(told, library.now());
        return this;
    }

    private Behavior<ModelMessage> onCancel(ModelMessage.Cancel cancel) {
        training.cancel(cancel.job(), cancel.by());
        return this;
    }
}
