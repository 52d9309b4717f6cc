package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.sharding.entity.MemorySettings;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.web.WebSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings whose defaults have done harm. */
class ProcessConfigTest {
    private final Config config = ConfigFactory.load();

    @Test
    void a_first_seed_waits_longer_for_the_others_than_they_ever_took() {
        assertThat(config.getDuration("akka.cluster.seed-node-timeout")).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_process_has_as_many_shards_and_slices_as_we_say_and_not_as_many_as_akka_says() {
        assertThat(config.getInt("akka.cluster.sharding.number-of-shards")).isEqualTo(128);
        assertThat(ShardingSettings.from(config).entity().indexSlices()).isEqualTo(128);
        assertThat(config.getDuration("akka.cluster.sharding.passivation.default-idle-strategy.idle-entity.timeout"))
                .isEqualTo(Duration.ofMinutes(2));
    }

    /** The threads of Akka's own choice do their own work first, and a patient waited for hundreds of milliseconds on busy cores. */
    @Test
    void all_actors_wait_in_one_queue_for_as_many_threads_as_there_are_cores() {
        Config dispatcher = config.getConfig("akka.actor.default-dispatcher");
        assertThat(dispatcher.getString("executor")).isEqualTo("thread-pool-executor");
        Config pool = dispatcher.getConfig("thread-pool-executor");
        assertThat(pool.getString("fixed-pool-size")).isEqualTo("off");
        assertThat(pool.getInt("core-pool-size-min")).isEqualTo(2);
        assertThat(pool.getDouble("core-pool-size-factor")).isEqualTo(1);
        assertThat(pool.getInt("task-queue-size")).isEqualTo(-1);
    }

    @Test
    void patients_leave_a_full_memory_before_uploads_are_refused_and_a_node_that_would_do_otherwise_does_not_start() {
        MemorySettings memory = ShardingSettings.from(config).memory();
        WebSettings web = WebSettings.from(config);
        assertThat(memory.passivateAboveHeap()).isLessThan(web.refuseUploadsAboveHeap());
        Wiring.inOrder(memory, web);

        Wiring.inOrder(new MemorySettings(1, memory.beat(), 1), web);
        assertThatThrownBy(() -> Wiring.inOrder(new MemorySettings(0.95, memory.beat(), 1), web))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("anamnesis.sharding.memory.passivate-above-heap")
                .hasMessageContaining("refuse-uploads-above-heap = 0.92");
    }

    @Test
    void nobody_but_the_node_itself_takes_it_apart_when_the_process_is_asked_to_leave() {
        assertThat(config.getBoolean("akka.jvm-shutdown-hooks")).isFalse();
        assertThat(config.getBoolean("akka.coordinated-shutdown.run-by-jvm-shutdown-hook"))
                .isFalse();
    }
}
