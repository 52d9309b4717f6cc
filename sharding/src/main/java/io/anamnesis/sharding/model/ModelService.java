package io.anamnesis.sharding.model;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.ModelStore;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.sharding.everynode.EveryNode;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.serving.ActiveModels;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The models of one node with their actor. */
public final class ModelService {
    private final ModelStore store;
    private final DigestStore digests;
    private final ActiveModels models;
    private final IndexService index;
    private final ModelSettings settings;
    private final int slices;
    private final int fusedWidth;
    private final InstantSource clock;
    private final ModelExecutors executors;

    /**
     * Threads, all bounded.
     *
     * @param decoding reads artefacts; refuses what is too much
     * @param training one thread; refuses what is too much
     */
    public record ModelExecutors(Executor decoding, Executor training) {}

    /**
     * Nothing is learned yet.
     *
     * @param slices of all patients
     * @param fusedWidth of the fused vectors of this cluster
     */
    public ModelService(
            ModelStore store,
            DigestStore digests,
            ActiveModels models,
            IndexService index,
            ModelSettings settings,
            int slices,
            int fusedWidth,
            InstantSource clock,
            ModelExecutors executors) {
        this.store = store;
        this.digests = digests;
        this.models = models;
        this.index = index;
        this.settings = settings;
        this.slices = slices;
        this.fusedWidth = fusedWidth;
        this.clock = clock;
        this.executors = executors;
    }

    /** Begins to learn which models serve. */
    public Models start(ActorSystem<?> system) {
        String node = Cluster.get(system).selfMember().address().hostPort();
        ActorRef<Topic.Command<ModelMessage>> topic =
                system.systemActorOf(Topic.create(ModelMessage.class, "models"), "models", Props.empty());
        ModelLibrary library = new ModelLibrary(store, models, index, fusedWidth, executors.decoding(), clock);
        Reports reports = new Reports(forgetAfter(settings.tell()));
        TrainingDesk training = new TrainingDesk(
                new PatientTrainer(digests, store, settings, slices, fusedWidth),
                settings,
                node,
                clock,
                executors.training());
        system.systemActorOf(
                ModelDesk.create(library, training, reports, settings, topic, node), "model-desk", Props.empty());
        system.systemActorOf(CountsTeller.create(library, node), "model-counts", Props.empty());
        return new ClusterModels(
                library,
                Trainings.start(system, training, new TrainingArchive(store), reports, clock),
                reports,
                topic,
                new EveryNode<>(system, CountsTeller.KEY),
                node,
                settings);
    }

    /** Some reports may be lost, or late. */
    private static Duration forgetAfter(Duration tell) {
        return tell.multipliedBy(10);
    }
}
