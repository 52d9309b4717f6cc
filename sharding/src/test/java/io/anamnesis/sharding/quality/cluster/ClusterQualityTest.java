package io.anamnesis.sharding.quality.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.port.QuarantineStore;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.storage.memory.MemoryStorage;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ClusterQualityTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private record Fixed(List<Count> counts) implements QualityDesk {
        @Override
        public CompletionStage<PatientReply> keep(
                PatientId patient, String sourceSystem, String rule, String pointer, String reason, JsonNode document) {
            throw new UnsupportedOperationException("only counts are asked for here");
        }

        @Override
        public QuarantineStore quarantine() {
            throw new UnsupportedOperationException("only counts are asked for here");
        }
    }

    private static QualityDesk.Everywhere everywhere(QualityDesk desk) {
        try {
            return desk.everywhere().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void counts_of_two_nodes_are_added_up_by_rule_and_source_whichever_is_asked() {
        TestNode.Ports ports = TestNode.Ports.of(new MemoryStorage());
        try (TestNode one = TestNode.single(ports);
                TestNode two = TestNode.joining(one, ports)) {
            QualityDesk first = ClusterQuality.start(
                    one.system,
                    new Fixed(List.of(
                            new QualityDesk.Count("range", "lab", 3, 1), new QualityDesk.Count("unit", "lab", 5, 0))));
            QualityDesk second = ClusterQuality.start(
                    two.system,
                    new Fixed(List.of(
                            new QualityDesk.Count("range", "lab", 4, 2),
                            new QualityDesk.Count("range", "ward", 1, 1))));

            await().atMost(LONG)
                    .until(() ->
                            everywhere(first).nodes() == 2 && everywhere(second).nodes() == 2);

            QualityDesk.Everywhere all = everywhere(second);
            assertThat(all.silent()).isZero();
            assertThat(all.counts())
                    .containsExactly(
                            new QualityDesk.Count("range", "lab", 7, 3),
                            new QualityDesk.Count("range", "ward", 1, 1),
                            new QualityDesk.Count("unit", "lab", 5, 0));
            assertThat(everywhere(first)).isEqualTo(all);
        }
    }

    /** Such as one that is cut off, or runs an older build. */
    @Test
    void a_node_that_does_not_tell_is_counted_as_silent() {
        TestNode.Ports ports = TestNode.Ports.of(new MemoryStorage());
        try (TestNode one = TestNode.single(ports);
                TestNode mute = TestNode.joining(one, ports)) {
            QualityDesk desk =
                    ClusterQuality.start(one.system, new Fixed(List.of(new QualityDesk.Count("range", "lab", 3, 1))));

            await().atMost(LONG).untilAsserted(() -> assertThat(everywhere(desk))
                    .isEqualTo(new QualityDesk.Everywhere(List.of(new QualityDesk.Count("range", "lab", 3, 1)), 1, 1)));
            assertThat(mute.system.getWhenTerminated().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void messages_come_back_from_their_bytes_and_unknown_ones_are_named() throws NotSerializableException {
        TestNode.Ports ports = TestNode.Ports.of(new MemoryStorage());
        try (TestNode node = TestNode.single(ports)) {
            ActorSystem<?> system = node.system;
            ActorRef<QualityMessage.Told> asker =
                    system.systemActorOf(Behaviors.<QualityMessage.Told>ignore(), "asker", Props.empty());
            Serializer found = SerializationExtension.get(Adapter.toClassic(system))
                    .findSerializerFor(new QualityMessage.Told(List.of()));
            assertThat(found).isInstanceOf(QualitySerializer.class);
            QualitySerializer serializer = (QualitySerializer) found;
            for (QualityMessage message : List.of(
                    new QualityMessage.Ask(asker),
                    new QualityMessage.Told(List.of(new QualityDesk.Count("range", "lab", 3, 1))))) {
                String manifest = serializer.manifest(message);
                assertThat(serializer.fromBinary(serializer.toBinary(message), manifest))
                        .isEqualTo(message);
            }
            assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "shout"))
                    .isInstanceOf(NotSerializableException.class);
        }
    }
}
