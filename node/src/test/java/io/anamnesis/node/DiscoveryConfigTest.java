package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.home.HostPort;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiscoveryConfigTest {
    private static final HostPort FIRST = new HostPort("127.0.0.1", 25_520);
    private static final HostPort SECOND = new HostPort("127.0.0.1", 25_521);

    private static Config of(HostPort self) {
        return Discovery.LISTED
                .config("ward", self, List.of(FIRST, SECOND))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    @Test
    void the_first_seed_waits_long_before_it_founds_a_cluster() {
        assertThat(of(FIRST).getDuration("akka.cluster.seed-node-timeout")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void another_seed_asks_again_soon() {
        assertThat(of(SECOND).getDuration("akka.cluster.seed-node-timeout")).isEqualTo(Duration.ofSeconds(2));
        assertThat(of(SECOND).getStringList("akka.cluster.seed-nodes"))
                .containsExactly("akka://ward@127.0.0.1:25520", "akka://ward@127.0.0.1:25521");
    }
}
