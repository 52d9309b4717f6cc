package io.anamnesis.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.ops.cluster.ClusterPicture.Place;
import io.anamnesis.ops.cluster.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether shards will move, and if not, why. */
final class BalanceTest {
    private static ClusterPicture.Node node(String name, String status, boolean reachable, String... roles) {
        return new ClusterPicture.Node(
                name, status, reachable, false, List.of(roles), 0, Reports.well(name), Level.WELL, List.of());
    }

    private static List<ClusterPicture.Shard> shards(int onOne, int onTwo, int moving) {
        List<ClusterPicture.Shard> shards = new ArrayList<>();
        for (int i = 0; i < onOne + onTwo + moving; i++) {
            String owner = i < onOne ? "one" : i < onOne + onTwo ? "two" : null;
            shards.add(new ClusterPicture.Shard(
                    i, owner == null ? Place.MOVING : Place.HERE, owner, owner == null ? "one" : null, 0, true));
        }
        return shards;
    }

    private static final ClusterPicture.Node ONE = node("one", "up", true, "data", "edge");
    private static final ClusterPicture.Node TWO = node("two", "up", true, "data");
    private static final ClusterPicture.Node EDGE = node("edge", "up", true, "edge");

    @Test
    void one_more_is_even_and_a_node_without_patients_does_not_count() {
        Balance balance = Balance.of(List.of(ONE, TWO, EDGE), shards(65, 64, 0));

        assertThat(balance.isEven()).isTrue();
        assertThat(balance.why().level()).isEqualTo(Level.WELL);
        assertThat(balance.why().what()).isEqualTo("The shards are even: 64 to 65 a node.");
    }

    @Test
    void uneven_ones_move_by_themselves_or_when_somebody_asks() {
        Balance balance = Balance.of(List.of(ONE, TWO), shards(128, 0, 0));

        assertThat(balance.isEven()).isFalse();
        assertThat(balance.ready()).isTrue();
        assertThat(balance.why().what()).isEqualTo("The shards are uneven: 0 to 128 a node.");
    }

    @Test
    void while_a_node_comes_or_is_out_of_reach_nothing_moves_and_it_is_named() {
        Balance joining = Balance.of(List.of(ONE, TWO, node("three", "joining", true, "data")), shards(100, 28, 0));
        Balance lost = Balance.of(List.of(ONE, TWO, node("three", "up", false, "data")), shards(100, 28, 0));
        Balance gone = Balance.of(List.of(ONE, TWO, node("three", "gone", false)), shards(64, 64, 0));

        assertThat(joining.ready()).isFalse();
        assertThat(joining.why().what()).endsWith("stay so for now: three is joining.");
        assertThat(lost.why().what()).endsWith("three can't be reached.");
        assertThat(gone.isEven()).as("who went away keeps nobody waiting").isTrue();
        assertThat(gone.ready()).isTrue();
    }

    @Test
    void shards_between_nodes_are_told_first() {
        Balance balance = Balance.of(List.of(ONE, TWO), shards(64, 60, 4));

        assertThat(balance.isEven()).isFalse();
        assertThat(balance.why().what()).isEqualTo("4 shards are between nodes.");
    }
}
