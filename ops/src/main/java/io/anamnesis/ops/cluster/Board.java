package io.anamnesis.ops.cluster;

import io.anamnesis.ops.metrics.ShardFigures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the watch hangs what it sees, for everybody to read. Any thread. */
final class Board {
    private static final ShardFigures NOTHING = new ShardFigures(Map.of(), Map.of(), 0);

    private final EventLog events = new EventLog();
    private final SampleRing samples = new SampleRing();
    private final List<Consumer<ClusterPicture>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable ClusterPicture picture;
    private volatile ShardFigures figures = NOTHING;

    void show(ClusterPicture next, ShardFigures shards) {
        picture = next;
        figures = shards;
        samples.add(next.latest());
        listeners.forEach(listener -> listener.accept(next));
    }

    @Nullable
    ClusterPicture picture() {
        return picture;
    }

    ShardFigures figures() {
        return figures;
    }

    EventLog events() {
        return events;
    }

    List<Sample> samples() {
        return samples.all();
    }

    void listen(Consumer<ClusterPicture> listener) {
        listeners.add(listener);
    }
}
