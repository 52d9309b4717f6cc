package io.anamnesis.sharding.index;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.entity.IndexFeed;
import io.anamnesis.sharding.entity.PatientMessage;
import io.anamnesis.sharding.entity.PatientShards;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.similarity.ScanCrew;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.sharding.similarity.SpaceFigures;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The index of one node with its actors. */
public final class IndexService {
    private final IndexSettings settings;
    private final int slices;
    private final NodeIndex index;
    private final PatientContent content;
    private final SimilaritySettings similarity;
    private final ScanCrew scans;
    private final SliceLoader loader;

    /**
     * An index that holds nothing yet.
     *
     * @param models that the node serves: patients are fused by them as they are taken in
     * @param fusedABeat patients who are fused anew in a beat after another model was promoted
     * @param slices of all patients: the number of shards
     * @param cache the node's copies of digests
     * @param executors whose threads it works on
     */
    public IndexService(
            IndexSettings settings,
            SimilaritySettings similarity,
            ActiveModels models,
            int fusedABeat,
            int slices,
            DigestStore digests,
            DigestCache cache,
            IndexExecutors executors) {
        this.settings = settings;
        this.similarity = similarity;
        this.slices = slices;
        ReadWriteLock lock = new ReentrantReadWriteLock();
        this.scans = new ScanCrew(executors.queries(), executors.cores());
        this.content = new PatientContent(
                similarity, models, fusedABeat, lock, scans, new ScanCrew(executors.background(), 1));
        this.index = new NodeIndex(settings, content, lock, executors.queries());
        this.loader = new SliceLoader(index, digests, cache, executors.cache(), executors.queries(), settings);
    }

    /**
     * Threads, all bounded.
     *
     * @param queries queries run on it and digests are taken in; refuses what is too much
     * @param cores how many of its threads one query may use
     * @param background builds graphs and checks samples
     * @param cache writes the cache of digests; may leave some out
     */
    public record IndexExecutors(Executor queries, int cores, Executor background, Executor cache) {}

    /** What patients tell. */
    public IndexFeed feed() {
        return index;
    }

    /** Who keeps a slice where its shard lives. */
    public Behavior<PatientMessage> keeper(int slice) {
        return SliceKeeper.create(index, loader, settings, slice);
    }

    /**
     * Begins to keep the slices up and to answer queries; a node without the role {@code data} has no slices, and asks the others.
     *
     * @param patients who are asked for their vectors
     * @param tracing takes a span for each question that this node answers
     */
    public PatientQueries start(
            ActorSystem<?> system, PatientShards shards, Patients patients, InstantSource clock, Tracing tracing) {
        if (Cluster.get(system).selfMember().hasRole(NodeRole.DATA.wireName())) {
            answer(system, shards, tracing);
        }
        return new ClusterQueries(system, patients, settings, slices, clock);
    }

    private void answer(ActorSystem<?> system, PatientShards shards, Tracing tracing) {
        index.connect(patient -> shards.patient(patient).tell(new PatientMessage.TellIndex(patient)));
        system.systemActorOf(SlicePinger.create(shards, index, slices, settings), "index-beat", Props.empty());
        NodeAnswers answers = new NodeAnswers(content, scans, similarity.minSharedWeight());
        system.systemActorOf(QueryDesk.create(index, answers, settings, tracing), "query-desk", Props.empty());
    }

    /** Has somebody told what happens to the patients of this node; to be called before the first slice begins. */
    public void follow(IndexListener listener) {
        index.follow(listener);
    }

    /** Whether who follows wants to know of every change soon after it was acknowledged, which costs a digest for each. */
    public void eager(boolean wanted) {
        index.eager(wanted);
    }

    /** Runs work on the index's executor, while the {@link #columns} can be read and do not change. */
    public CompletionStage<Void> look(Runnable work) {
        return index.look(work);
    }

    /** The patients of this node; to be read in a {@link #look} or a call of a listener only. */
    public PatientColumns columns() {
        return content.columns();
    }

    /** How the slices of this node stand; to be asked for in a {@link #look} only, as often as every second. */
    public List<IndexStatus.SliceStatus> slices() {
        return index.slices();
    }

    /** The vector spaces of this node by name, weighed; to be asked for in a {@link #look} only, and not every second. */
    public Map<String, SpaceFigures> spaces() {
        Map<String, SpaceFigures> all = new TreeMap<>();
        content.allSpaces().forEach((name, space) -> all.put(name, space.figures()));
        return all;
    }

    /** How far the fused vectors are. */
    public CompletionStage<FusedStatus> fused() {
        AtomicReference<FusedStatus> status = new AtomicReference<>();
        return index.look(() -> status.set(content.fused().status(content.columns())))
                .thenApply(done -> Objects.requireNonNull(status.get()));
    }

    /** How the patients of the node are spread over the bins of their model's histograms. */
    public CompletionStage<DriftStatus> drift() {
        AtomicReference<DriftStatus> status = new AtomicReference<>();
        return index.look(() -> status.set(content.fused().drift(content.columns())))
                .thenApply(done -> Objects.requireNonNull(status.get()));
    }

    /** How the index stands. It weighs all it holds: not for every second. */
    public IndexStatus status() {
        return index.status();
    }

    /** What it holds; to be looked at in a query only. */
    PatientContent content() {
        return content;
    }

    /** The index itself. */
    NodeIndex index() {
        return index;
    }
}
