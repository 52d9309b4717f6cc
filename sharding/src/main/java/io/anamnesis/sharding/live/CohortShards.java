package io.anamnesis.sharding.live;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.cohort.CohortName;

/** All live cohorts as sharded entities. */
final class CohortShards {
    private final ClusterSharding sharding;

    private CohortShards(ClusterSharding sharding) {
        this.sharding = sharding;
    }

    /** Starts this node's share of the cohorts, or, on one without the role {@code data}, the way to them. */
    static CohortShards start(ActorSystem<?> system, LiveEnvironment environment) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        LiveCohortEntity.TYPE_KEY,
                        entity -> LiveCohortEntity.create(new CohortName(entity.getEntityId()), environment))
                .withRole(NodeRole.DATA.wireName())
                .withStopMessage(CohortMessage.Stop.INSTANCE));
        return new CohortShards(sharding);
    }

    /** The way to one cohort, wherever the entity is. */
    EntityRef<CohortMessage> cohort(CohortName name) {
        return sharding.entityRefFor(LiveCohortEntity.TYPE_KEY, name.value());
    }
}
