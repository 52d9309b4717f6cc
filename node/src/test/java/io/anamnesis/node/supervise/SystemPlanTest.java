package io.anamnesis.node.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.HostPort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemPlanTest {
    @TempDir
    Path folder = Path.of("");

    private final Set<URI> ready = new HashSet<>();
    private List<ChildPlan> nodes = List.of();

    @BeforeEach
    void plan() throws Exception {
        JavaCommand java = JavaCommand.likeThisProcess(Path.of("/x/jvm.options"), Map.of(), "some.Main");
        DatabaseAccess external = DatabaseAccess.open(List.of(new HostPort("127.0.0.1", 9042)));
        SystemPlan plan = new SystemPlan(
                new Home(folder),
                java,
                external,
                3,
                18_900,
                Duration.ofMinutes(1),
                id -> id == 3 ? List.of("--roles", "edge") : List.of());
        nodes = plan.stages(ready::contains).get(0);
    }

    @Test
    void at_a_first_start_all_nodes_ask_in_the_same_order_and_the_first_may_found_a_cluster() throws Exception {
        List<String> seeds = seeds(0);

        assertThat(seeds).hasSize(3).doesNotHaveDuplicates().startsWith(own(0));
        assertThat(seeds(1)).isEqualTo(seeds);
        assertThat(seeds(2)).isEqualTo(seeds);
    }

    @Test
    void a_node_that_starts_again_beside_a_ready_one_asks_the_others_first() throws Exception {
        ready.add(URI.create("http://127.0.0.1:" + after("--http-port", line(1))));

        assertThat(seeds(0)).hasSize(3).endsWith(own(0));
    }

    @Test
    void systems_of_two_homes_on_one_machine_are_clusters_of_two_names() throws Exception {
        String name = after("--cluster", line(0));

        assertThat(name).isEqualTo(after("--cluster", line(1))).matches("anamnesis-[0-9a-f]+");
        assertThat(new Home(folder.resolve("other")).clusterName()).isNotEqualTo(name);
    }

    @Test
    void a_node_is_told_its_own_roles() throws Exception {
        assertThat(after("--roles", line(2))).isEqualTo("edge");
        assertThat(line(0)).doesNotContain("--roles");
    }

    private List<String> line(int node) throws Exception {
        return nodes.get(node).command().line();
    }

    private String own(int node) throws Exception {
        return "127.0.0.1:" + after("--remoting-port", line(node));
    }

    private List<String> seeds(int node) throws Exception {
        List<String> line = line(node);
        List<String> seeds = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i).equals("--seed")) {
                seeds.add(line.get(i + 1));
            }
        }
        return seeds;
    }

    private static String after(String option, List<String> line) {
        return line.get(line.indexOf(option) + 1);
    }
}
