package io.anamnesis.sharding.index;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.sharding.entity.IndexFeed;
import io.anamnesis.sharding.entity.PatientMessage;
import io.anamnesis.sharding.entity.PatientShards;
import java.util.concurrent.Executor;

/** The index of one node with its actors. */
public final class IndexService {
    private final IndexSettings settings;
    private final NodeIndex index;
    private final IndexContent content;
    private final SliceLoader loader;

    /**
     * An index that holds nothing yet.
     *
     * @param cache the node's copies of digests
     * @param executor bounded; queries run on it and digests are taken in
     * @param cacheExecutor bounded; may leave writes to the cache out
     */
    public IndexService(
            IndexSettings settings, DigestStore digests, DigestCache cache, Executor executor, Executor cacheExecutor) {
        this(settings, new MapContent(), digests, cache, executor, cacheExecutor);
    }

    private IndexService(
            IndexSettings settings,
            IndexContent content,
            DigestStore digests,
            DigestCache cache,
            Executor executor,
            Executor cacheExecutor) {
        this.settings = settings;
        this.content = content;
        this.index = new NodeIndex(settings, content, executor);
        this.loader = new SliceLoader(index, digests, cache, cacheExecutor, executor, settings);
    }

    /** What patients tell. */
    public IndexFeed feed() {
        return index;
    }

    /** Who keeps a slice where its shard lives. */
    public Behavior<PatientMessage> keeper(int slice) {
        return SliceKeeper.create(index, loader, settings, slice);
    }

    /** Begins to keep the slices up. */
    public void start(ActorSystem<?> system, PatientShards shards, int slices) {
        index.connect(patient -> shards.patient(patient).tell(new PatientMessage.TellIndex(patient)));
        system.systemActorOf(SlicePinger.create(shards, index, slices, settings), "index-beat", Props.empty());
    }

    /** How the index stands. */
    public IndexStatus status() {
        return index.status();
    }

    /** What it holds; to be looked at in a query only. */
    IndexContent content() {
        return content;
    }

    /** The index itself. */
    NodeIndex index() {
        return index;
    }
}
