package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FollowBudgetTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final FollowBudget budget = new FollowBudget(0.5, 0.1, 0);

    /** How many digests may be asked for until a time, looking every 10 ms. */
    private int asked(boolean isBusy, long from, long to) {
        int asked = 0;
        for (long now = from; now < to; now += 10 * MILLI) {
            while (budget.take(isBusy, now)) {
                asked++;
            }
        }
        return asked;
    }

    @Test
    void no_more_is_asked_for_than_its_share_of_the_time_can_make() {
        // Given: digests of a millisecond to make and one to take in
        for (int i = 0; i < 1_000; i++) {
            budget.made(MILLI);
            budget.tookIn(4, 4 * MILLI);
        }
        asked(false, 0, SECOND);

        // When
        int asked = asked(false, SECOND, 11 * SECOND);

        // Then: 2 ms each in half of 10 s
        assertThat(asked).isBetween(2_400, 2_600);
    }

    @Test
    void who_changes_all_the_time_takes_a_part_of_it_and_leaves_the_rest() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            budget.made(MILLI);
        }

        // When
        int busy = asked(true, 0, 10 * SECOND);
        int quiet = asked(false, 10 * SECOND, 10 * SECOND + 1);

        // Then: a millisecond each in a tenth of a processor, and what is saved up beside it
        assertThat(busy).isBetween(950, 1_050);
        assertThat(quiet).isBetween(25, 26);
    }

    @Test
    void what_was_not_used_makes_a_burst_and_no_more_than_that() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            budget.made(MILLI);
        }
        asked(false, 0, SECOND);

        // When: nobody changed for an hour
        int burst = asked(false, 3_600 * SECOND, 3_600 * SECOND + 1);

        // Then: 50 ms at half a processor
        assertThat(burst).isBetween(25, 26);
    }
}
