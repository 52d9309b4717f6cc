package io.anamnesis.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.ops.cluster.ClusterPicture.Place;
import io.anamnesis.ops.cluster.Finding.Level;
import io.anamnesis.ops.metrics.MemoryFigures;
import io.anamnesis.ops.metrics.Pulse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person who has never seen the console can say which node is ill, why messages are slow, and what to do. */
final class VerdictsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:20:00Z");
    private static final String NODE = "127.0.0.1:25521";

    private static ClusterPicture.Node node(String status, boolean reachable, double silent, NodeReport report) {
        List<Finding> findings = Verdicts.of(status, reachable, silent, report, 2);
        return new ClusterPicture.Node(
                NODE,
                status,
                reachable,
                true,
                List.of(),
                silent,
                report,
                findings.isEmpty() ? Level.WELL : findings.get(0).level(),
                findings);
    }

    private static ClusterPicture.Shard shard(int number, Place place) {
        return new ClusterPicture.Shard(number, place, place == Place.MOVING ? null : NODE, null, 3, true);
    }

    private static Sample sample(Pulse pulse) {
        return Sample.of(NOW, List.of(pulse));
    }

    @Test
    void a_node_that_does_well_has_no_findings_and_the_page_says_that_all_is_well() {
        // Given
        NodeReport report = Reports.well(NODE);
        List<ClusterPicture.Node> nodes = List.of(node("up", true, 0.4, report));
        List<ClusterPicture.Shard> shards = List.of(shard(0, Place.HERE), shard(1, Place.HERE));

        // Then
        assertThat(nodes.get(0).findings()).isEmpty();
        assertThat(Verdicts.headline(nodes, shards).what()).isEqualTo("All is well: 1 node carries 2 shards.");
        assertThat(Verdicts.slow(nodes, shards, sample(report.pulse()), 9).what())
                .isEqualTo("Messages are not slow: 99 of 100 take less than 9 ms.");
    }

    @Test
    void a_node_that_is_cut_off_is_named_with_what_waits_and_what_to_do() {
        // Given
        NodeReport report = Reports.well(NODE);
        List<ClusterPicture.Node> nodes = List.of(node("up", false, 6, report));
        List<ClusterPicture.Shard> shards = List.of(shard(0, Place.CUT_OFF), shard(1, Place.CUT_OFF));

        // When
        Finding headline = Verdicts.headline(nodes, shards);
        Finding slow = Verdicts.slow(nodes, shards, sample(report.pulse()), 9);

        // Then
        assertThat(headline.level()).isEqualTo(Level.ILL);
        assertThat(headline.what()).isEqualTo("Node " + NODE + ": The other nodes can't reach it.");
        assertThat(headline.meaning()).contains("its 2 shards");
        assertThat(headline.next()).contains("down it");
        assertThat(slow.what()).isEqualTo("Messages of 2 shards wait: " + NODE + " can't be reached.");
    }

    @Test
    void a_memory_that_fills_up_is_told_with_what_was_done_and_when_nothing_can_be_done() {
        // Given
        NodeReport makesRoom = Reports.full(NODE, new MemoryFigures(0.81, 0.8, 4_000, 250, false));
        NodeReport stuck = Reports.full(NODE, new MemoryFigures(0.9, 0.8, 4_000, 0, true));
        NodeReport calm = Reports.full(NODE, new MemoryFigures(0.5, 0.8, 4_000, 0, false));

        // Then
        assertThat(node("up", true, 0.4, makesRoom).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WATCH);
            assertThat(finding.what())
                    .isEqualTo("Its heap was over 80 % full of what lives: 250 patients left its memory lately.");
            assertThat(finding.meaning()).contains("Nothing is lost");
            assertThat(finding.next()).contains("more heap");
        });
        assertThat(node("up", true, 0.4, stuck).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.ILL);
            assertThat(finding.what()).contains("90 % full").contains("no patient can leave");
            assertThat(finding.meaning()).contains("429");
        });
        assertThat(node("up", true, 0.4, calm).findings()).isEmpty();
    }

    @Test
    void a_slow_database_is_why_messages_are_slow() {
        // Given
        NodeReport report = Reports.of(NODE, Reports.pulse(480, 0, 0), Reports.jvm(0.5, 0), 300);
        List<ClusterPicture.Node> nodes = List.of(node("up", true, 0.4, report));

        // Then
        assertThat(Verdicts.slow(nodes, List.of(shard(0, Place.HERE)), sample(report.pulse()), 9)
                        .what())
                .isEqualTo("Node " + NODE + ": The database is slow: one request in a hundred takes 480 ms.");
    }

    @Test
    void what_all_nodes_have_is_no_fault_of_one() {
        // Given
        NodeReport one = Reports.of(NODE, Reports.pulse(480, 0, 0), Reports.jvm(0.5, 0), 300);
        NodeReport other = Reports.of(NODE, Reports.pulse(610, 0, 0), Reports.jvm(0.5, 0), 300);
        List<ClusterPicture.Node> nodes = List.of(node("up", true, 0.4, one), node("up", true, 0.4, other));

        // Then
        assertThat(Verdicts.headline(nodes, List.of(shard(0, Place.HERE))).what())
                .isEqualTo("All nodes: The database is slow: one request in a hundred takes 480 ms.");
    }

    @Test
    void messages_that_were_slow_lately_without_a_reason_are_told_as_such() {
        // Given
        NodeReport report = Reports.well(NODE);
        List<ClusterPicture.Node> nodes = List.of(node("up", true, 0.4, report));

        // Then
        assertThat(Verdicts.slow(nodes, List.of(shard(0, Place.HERE)), sample(report.pulse()), 17_100)
                        .what())
                .isEqualTo("One message in a hundred took 17.1 s lately, and no node says why.");
    }

    @Test
    void each_thing_that_is_wrong_is_told_the_worst_first() {
        // Given
        NodeReport report = Reports.of(NODE, Reports.pulse(4, 3, 7), Reports.jvm(0.95, 0.3), -1);

        // When
        List<Finding> findings = Verdicts.of("up", true, 8, report, 2);

        // Then
        assertThat(findings.get(0).what()).isEqualTo("The database does not answer it.");
        assertThat(findings)
                .extracting(Finding::what)
                .contains(
                        "It has not told of itself for 8 s.",
                        "It spends 30 % of its time collecting garbage.",
                        "7 messages in the last second met a patient whose queue is full.");
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.meaning()).isNotBlank();
            assertThat(finding.next()).isNotBlank();
        });
    }

    @Test
    void shards_on_the_move_are_told_even_where_every_node_does_well() {
        // Given
        List<ClusterPicture.Node> nodes = List.of(node("up", true, 0.4, Reports.well(NODE)));

        // Then
        assertThat(Verdicts.headline(nodes, List.of(shard(0, Place.HERE), shard(1, Place.MOVING)))
                        .what())
                .isEqualTo("1 shard is on the move.");
    }
}
