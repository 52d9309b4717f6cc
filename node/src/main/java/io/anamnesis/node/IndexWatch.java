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

/** How the index stands, in the words of operators: slices at once, weights of every quarter of a minute. */
final class IndexWatch implements IndexFigures.Source {
    /** Weighing walks over all columns. */
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final IndexService index;
    private volatile IndexFigures weighed = IndexFigures.NONE;

    private IndexWatch(IndexService index) {
        this.index = index;
    }

    /** Weighs until the system ends. */
    static IndexWatch start(ActorSystem<?> system, IndexService index) {
        IndexWatch watch = new IndexWatch(index);
        Cancellable beat = system.scheduler()
                .scheduleWithFixedDelay(Duration.ofSeconds(1), EVERY, watch::ask, system.executionContext());
        CompletionStage<Void> unused = system.getWhenTerminated().thenRun(beat::cancel);
        return watch;
    }

    private void ask() {
        CompletionStage<Void> unused = index.look(this::weigh);
    }

    private void weigh() {
        IndexStatus status = index.status();
        Map<String, Double> recall = new HashMap<>();
        index.spaces().forEach((name, space) -> recall.put(name, space.recall()));
        weighed = new IndexFigures(status.waiting(), status.unsettled(), status.bytes(), recall);
    }

    @Override
    public List<IndexFigures.Slice> slices() {
        return index.slices().stream()
                .map(each -> new IndexFigures.Slice(each.slice(), each.ready(), each.patients()))
                .toList();
    }

    @Override
    public IndexFigures weighed() {
        return weighed;
    }
}
