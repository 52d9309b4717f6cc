package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConcordanceTest {

    @Test
    void pairs_are_counted_as_one_does_by_hand() {
        // Given events at 1, 2 and 4 and a censoring at 3
        Concordance c = Concordance.of(
                new double[] {5, 1, 1, 2}, new double[] {1, 2, 3, 4}, new boolean[] {true, true, false, true});

        // Then 1 precedes all three in order; 2 ties with 3 and is wrong against 4; 3 against 4 is unknown
        assertThat(c).isEqualTo(new Concordance(3, 1, 1));
        assertThat(c.c()).isEqualTo(0.7);
    }

    @Test
    void two_events_at_once_are_no_pair_and_an_event_beside_a_censoring_is_one() {
        boolean[] both = {true, true};
        boolean[] one = {true, false};

        assertThat(Concordance.of(new double[] {2, 1}, new double[] {7, 7}, both)
                        .c())
                .isNaN();
        assertThat(Concordance.of(new double[] {2, 1}, new double[] {7, 7}, one).c())
                .isEqualTo(1);
    }

    @Property(tries = 200)
    void the_fast_count_equals_the_count_over_all_pairs(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 1 + random.nextInt(50);
        double[] risk = random.doubles(rows).map(r -> Math.floor(6 * r)).toArray();
        double[] time = random.doubles(rows).map(t -> Math.floor(9 * t)).toArray();
        boolean[] event = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            event[i] = random.nextBoolean();
        }
        assertThat(Concordance.of(risk, time, event)).isEqualTo(overAllPairs(risk, time, event));
    }

    private static Concordance overAllPairs(double[] risk, double[] time, boolean[] event) {
        long concordant = 0;
        long discordant = 0;
        long tied = 0;
        for (int i = 0; i < risk.length; i++) {
            for (int j = 0; j < risk.length; j++) {
                boolean first = event[i] && (time[i] < time[j] || (time[i] == time[j] && !event[j]));
                if (i != j && first) {
                    concordant += risk[i] > risk[j] ? 1 : 0;
                    discordant += risk[i] < risk[j] ? 1 : 0;
                    tied += risk[i] == risk[j] ? 1 : 0;
                }
            }
        }
        return new Concordance(concordant, discordant, tied);
    }
}
