package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.pubsub.Topic;
import akka.cluster.typed.Cluster;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.sharding.client.LiveCohorts;
import io.anamnesis.sharding.entity.Permits;
import io.anamnesis.sharding.index.IndexService;
import java.time.InstantSource;

/** The live cohorts of one node with its actors. */
public final class LiveService {
    private final CohortStore store;
    private final LiveSettings settings;
    private final int slices;
    private final InstantSource clock;
    private final IndexService index;
    private final CohortWatch watch;
    private final CohortRegistry registry;

    /**
     * Follows an index; to be made before the first slice of it begins.
     *
     * @param slices of the index
     */
    public LiveService(CohortStore store, LiveSettings settings, int slices, InstantSource clock, IndexService index) {
        this.store = store;
        this.settings = settings;
        this.slices = slices;
        this.clock = clock;
        this.index = index;
        this.watch = new CohortWatch(index.columns(), settings, slices, clock);
        this.registry = new CohortRegistry(this::learned);
        index.follow(watch);
    }

    /** Changes are asked for early only where somebody waits for them. */
    private void learned(LiveCohort cohort) {
        watch.define(cohort);
        index.eager(!watch.names().isEmpty());
    }

    /** What they cost this node. */
    public LiveFigures figures() {
        return watch.figures();
    }

    /** Begins to keep this node's share of the cohorts, and to watch for all among its patients; a node without patients only asks. */
    public LiveCohorts start(ActorSystem<?> system) {
        ActorRef<Topic.Command<WatchMessage.Defined>> topic = system.systemActorOf(
                Topic.create(WatchMessage.Defined.class, "live-cohorts"), "live-cohorts", Props.empty());
        LiveEnvironment environment = new LiveEnvironment(
                store,
                settings,
                slices,
                clock,
                new Permits(settings.recoveries(), settings.maxCohorts()),
                registry::living,
                cohort -> {
                    registry.learn(cohort);
                    topic.tell(Topic.publish(new WatchMessage.Defined(cohort)));
                });
        CohortShards shards = CohortShards.start(system, environment);
        if (Cluster.get(system).selfMember().hasRole(NodeRole.DATA.wireName())) {
            system.systemActorOf(
                    CohortReporter.create(watch, registry, shards, store, index, settings, topic),
                    "live-cohort-reporter",
                    Props.empty());
        }
        return new ClusterLiveCohorts(system, shards, store, settings);
    }
}
