package io.anamnesis.sharding.profile.glycemic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The consensus definition, one clause a test; a reading every five minutes. */
class GlycemicEpisodesTest {
    private static final long START = Instant.parse("2024-05-06T08:00:00Z").toEpochMilli();

    private final GlucoseTrace trace = new GlucoseTrace();
    private long next = START;

    private void readings(int count, double mgPerDl) {
        for (int i = 0; i < count; i++) {
            trace.put(next, mgPerDl);
            next += 300_000;
        }
    }

    private GlycemicEpisodes episodes() {
        return trace.metrics(ZoneOffset.UTC).episodes();
    }

    @Test
    void fifteen_minutes_make_an_episode_and_ten_do_not() {
        readings(10, 100);
        readings(2, 65);
        readings(10, 100);
        readings(3, 65);
        readings(10, 100);

        assertThat(episodes().hypoLevel1()).isEqualTo(new EpisodeSummary(1, 1 / (35 * 5 / 1440.0), 15, 65));
    }

    @Test
    void a_recovery_of_ten_minutes_belongs_to_the_episode() {
        readings(5, 100);
        readings(3, 60);
        readings(2, 90);
        readings(1, 60);
        readings(3, 100);
        readings(3, 60);
        readings(5, 100);

        assertThat(episodes().hypoLevel1().count()).isEqualTo(2);
        assertThat(episodes().hypoLevel1().meanMinutes()).isEqualTo((6 + 3) * 5 / 2.0);
        assertThat(episodes().hypoLevel1().meanMgPerDl()).isEqualTo((70 + 60) / 2.0);
    }

    @Test
    void level_1_holds_level_2_but_level_1_only_does_not() {
        readings(5, 100);
        readings(4, 200);
        readings(4, 260);
        readings(5, 100);
        readings(4, 200);
        readings(5, 100);

        GlycemicEpisodes episodes = episodes();
        assertThat(episodes.hyperLevel1().count()).isEqualTo(2);
        assertThat(episodes.hyperLevel2().count()).isEqualTo(1);
        assertThat(episodes.hyperLevel1Only().count()).isEqualTo(1);
        assertThat(episodes.hyperLevel1Only().meanMinutes()).isEqualTo(20);
    }

    @Test
    void an_extended_episode_lasts_more_than_two_hours() {
        readings(5, 100);
        readings(24, 60);
        readings(5, 100);
        assertThat(episodes().hypoExtended().count()).isZero();

        readings(25, 60);
        assertThat(episodes().hypoExtended().count()).isEqualTo(1);
        assertThat(episodes().hypoLevel1().count()).isEqualTo(2);
    }

    @Test
    void a_gap_ends_an_episode() {
        readings(2, 60);
        next += 45 * 60_000;
        readings(2, 60);
        assertThat(episodes().hypoLevel1().count()).isZero();

        readings(1, 60);
        assertThat(episodes().hypoLevel1().count()).isEqualTo(1);
    }

    @Test
    void the_limit_itself_is_not_beyond_it() {
        readings(5, 70);
        readings(5, 180);
        assertThat(episodes().hypoLevel1().count()).isZero();
        assertThat(episodes().hyperLevel1().count()).isZero();
    }
}
