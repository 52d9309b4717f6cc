package io.anamnesis.node;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import io.anamnesis.ops.metrics.IndexFigures;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.index.IndexStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * How the index stands, in the words of operators: slices of a second ago, weights of the last quarter of a minute. It is looked at on the
 * index's own threads, so that neither an actor nor an event loop that tells of it waits for the index. Where those have no room what was
 * seen last stands a little longer.
 */
final class IndexWatch implements IndexFigures.Source {
    private static final Duration SLICES_EVERY = Duration.ofSeconds(1);
    /** Weighing walks over all columns. */
    private static final Duration WEIGHED_EVERY = Duration.ofSeconds(15);

    private final IndexService index;
    private volatile List<IndexFigures.Slice> slices = List.of();
    private volatile IndexFigures weighed = IndexFigures.NONE;

    private IndexWatch(IndexService index) {
        this.index = index;
    }

    /** Weighs until the system ends. */
    static IndexWatch start(ActorSystem<?> system, IndexService index) {
        IndexWatch watch = new IndexWatch(index);
        watch.every(SLICES_EVERY, watch::count, system);
        watch.every(WEIGHED_EVERY, watch::weigh, system);
        return watch;
    }

    private void every(Duration pause, Runnable look, ActorSystem<?> system) {
        Cancellable beat = system.scheduler()
                .scheduleWithFixedDelay(
                        SLICES_EVERY,
                        pause,
                        () -> {
                            CompletionStage<Void> unused = index.look(look);
                        },
                        system.executionContext());
        CompletionStage<Void> unused = system.getWhenTerminated().thenRun(beat::cancel);
    }

    private void count() {
        slices = index.slices().stream()
                .map(each -> new IndexFigures.Slice(each.slice(), each.ready(), each.patients()))
                .toList();
    }

    private void weigh() {
        IndexStatus status = index.status();
        Map<String, Double> recall = new HashMap<>();
        index.spaces().forEach((name, space) -> recall.put(name, space.recall()));
        weighed = new IndexFigures(status.waiting(), status.unsettled(), status.outdated(), status.bytes(), recall);
    }

    @Override
    public List<IndexFigures.Slice> slices() {
        return slices;
    }

    @Override
    public IndexFigures weighed() {
        return weighed;
    }
}
