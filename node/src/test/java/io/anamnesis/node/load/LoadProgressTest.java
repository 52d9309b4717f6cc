package io.anamnesis.node.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.terminal.Durations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadProgressTest {
    private final AtomicLong clock = new AtomicLong(5_000_000_000L);
    private final LoadProgress progress = new LoadProgress(1_000, clock::get);

    @Test
    void nothing_is_said_of_the_time_left_before_something_was_read() {
        assertThat(progress.left()).isEmpty();
        assertThat(progress.rate()).isZero();
        assertThat(progress.percent()).isZero();
    }

    @Test
    void the_time_left_follows_the_bytes_of_the_whole_run() {
        after(10);
        progress.update(250, 100);

        assertThat(progress.percent()).isEqualTo(25);
        assertThat(progress.left()).contains(Duration.ofSeconds(30));
        assertThat(progress.rate()).isEqualTo(10);
    }

    @Test
    void skipped_bytes_are_done_but_don_t_make_the_rest_look_faster() {
        progress.skipped(500);
        after(10);
        progress.update(250, 10);

        assertThat(progress.percent()).isEqualTo(75);
        assertThat(progress.left()).contains(Duration.ofSeconds(10));
    }

    @Test
    void the_rate_looks_back_ten_seconds() {
        for (int second = 1; second <= 60; second++) {
            after(1);
            progress.update(second, second <= 40 ? 100L * second : 4_000);
        }

        assertThat(progress.rate()).isZero();
    }

    @Test
    void an_empty_load_is_done() {
        assertThat(new LoadProgress(0, clock::get).percent()).isEqualTo(100);
    }

    @Test
    void durations_show_their_two_largest_units() {
        assertThat(Durations.brief(Duration.ofSeconds(42))).isEqualTo("42s");
        assertThat(Durations.brief(Duration.ofSeconds(80))).isEqualTo("1m 20s");
        assertThat(Durations.brief(Duration.ofMinutes(125))).isEqualTo("2h 05m");
        assertThat(Durations.brief(Duration.ofHours(76))).isEqualTo("3d 04h");
        assertThat(Durations.parse("12h")).isEqualTo(Duration.ofHours(12));
    }

    private void after(int seconds) {
        clock.addAndGet(seconds * 1_000_000_000L);
    }
}
