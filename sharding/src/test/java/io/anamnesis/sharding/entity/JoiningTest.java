package io.anamnesis.sharding.entity;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who may come in. */
final class JoiningTest {
    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void a_node_with_another_number_of_shards_is_refused_and_ends() {
        // Given
        try (TestNode first = TestNode.single(TestNode.Ports.of(storage));
                TestNode other =
                        TestNode.alone(TestNode.Ports.of(storage), "akka.cluster.sharding.number-of-shards = 17")) {
            // When
            Cluster joining = Cluster.get(other.system);
            joining.manager()
                    .tell(new JoinSeedNodes(
                            List.of(Cluster.get(first.system).selfMember().address())));

            // Then
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> other.system
                    .getWhenTerminated()
                    .toCompletableFuture()
                    .isDone());
            assertThat(joining.selfMember().status()).isNotEqualTo(MemberStatus.up());
            assertThat(first.members()).isEqualTo(1);
        }
    }
}
