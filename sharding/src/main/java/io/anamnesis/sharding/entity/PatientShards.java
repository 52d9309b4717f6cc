package io.anamnesis.sharding.entity;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.anamnesis.protocol.cluster.NodeRole;
import io.anamnesis.protocol.message.PatientId;
import java.util.function.IntFunction;

/** All patients as sharded entities. */
public final class PatientShards {
    /** No patient id begins so. */
    private static final String KEEPER = "_slice-";

    private final ClusterSharding sharding;
    private final ShardBalance balance;

    private PatientShards(ClusterSharding sharding, ShardBalance balance) {
        this.sharding = sharding;
        this.balance = balance;
    }

    /**
     * Starts this node's share of the patients, or, on one without the role {@code data}, the way to them. The number of shards, the idle time after which an entity passivates and the
     * rest of Akka's part stand under {@code akka.cluster.sharding}.
     *
     * @param keepers by slice: who keeps the slice of the index on the node of its shard
     */
    public static PatientShards start(
            ActorSystem<?> system, EntityEnvironment environment, IntFunction<Behavior<PatientMessage>> keepers) {
        ClusterSharding sharding = ClusterSharding.get(system);
        BalanceSettings settings = BalanceSettings.from(system.settings().config());
        ShardBalance balance = new ShardBalance(settings);
        ClusterShardingSettings plain = ClusterShardingSettings.create(system);
        sharding.init(Entity.of(
                        PatientEntity.TYPE_KEY,
                        entity -> entity.getEntityId().startsWith(KEEPER)
                                ? keepers.apply(
                                        Integer.parseInt(entity.getEntityId().substring(KEEPER.length())))
                                : RecoveringPatient.create(
                                        new PatientId(entity.getEntityId()), entity.getShard(), environment))
                .withRole(NodeRole.DATA.wireName())
                .withSettings(
                        plain.withTuningParameters(plain.tuningParameters().withRebalanceInterval(settings.tick())))
                .withAllocationStrategy(balance)
                .withMessageExtractor(new Placement(environment.settings().indexSlices()))
                .withStopMessage(PatientMessage.Stop.INSTANCE));
        return new PatientShards(sharding, balance);
    }

    /** Which node has which shard. */
    public ShardBalance balance() {
        return balance;
    }

    /** The slice of the index that a patient belongs to is the shard, so that the two move together. */
    private static final class Placement
            extends ShardingMessageExtractor<ShardingEnvelope<PatientMessage>, PatientMessage> {
        private final int slices;

        Placement(int slices) {
            this.slices = slices;
        }

        @Override
        public String entityId(ShardingEnvelope<PatientMessage> envelope) {
            return envelope.entityId();
        }

        @Override
        public PatientMessage unwrapMessage(ShardingEnvelope<PatientMessage> envelope) {
            return envelope.message();
        }

        @Override
        public String shardId(String entityId) {
            return entityId.startsWith(KEEPER)
                    ? entityId.substring(KEEPER.length())
                    : Integer.toString(Slices.of(new PatientId(entityId), slices));
        }
    }

    /** The way to the keeper of a slice of the index, which lives where the slice's patients live. */
    public EntityRef<PatientMessage> keeper(int slice) {
        return sharding.entityRefFor(PatientEntity.TYPE_KEY, KEEPER + slice);
    }

    /** The way to one patient, wherever the entity is. */
    public EntityRef<PatientMessage> patient(PatientId patient) {
        return sharding.entityRefFor(PatientEntity.TYPE_KEY, patient.value());
    }
}
