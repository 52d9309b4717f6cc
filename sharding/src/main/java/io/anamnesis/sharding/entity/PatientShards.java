package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.anamnesis.protocol.message.PatientId;

/** All patients as sharded entities. */
public final class PatientShards {
    private final ClusterSharding sharding;

    private PatientShards(ClusterSharding sharding) {
        this.sharding = sharding;
    }

    /**
     * Starts this node's share of the patients. The number of shards, the idle time after which an entity passivates and the
     * rest of Akka's part stand under {@code akka.cluster.sharding}.
     */
    public static PatientShards start(ActorSystem<?> system, EntityEnvironment environment) {
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(
                        PatientEntity.TYPE_KEY,
                        entity -> RecoveringPatient.create(
                                new PatientId(entity.getEntityId()), entity.getShard(), environment))
                .withStopMessage(PatientMessage.Stop.INSTANCE));
        return new PatientShards(sharding);
    }

    /** The way to one patient, wherever the entity is. */
    public EntityRef<PatientMessage> patient(PatientId patient) {
        return sharding.entityRefFor(PatientEntity.TYPE_KEY, patient.value());
    }
}
