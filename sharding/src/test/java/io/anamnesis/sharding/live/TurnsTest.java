package io.anamnesis.sharding.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    @Test
    void rows_come_when_they_are_due_and_the_later_word_holds() {
        // Given
        Turns turns = new Turns(10);
        turns.put(1, at(10));
        turns.put(2, at(20));
        turns.put(1, at(30));
        turns.put(3, at(5));
        turns.remove(3);

        // Then
        assertThat(turns.due(at(19))).isFalse();
        assertThat(turns.due(at(20))).isTrue();
        assertThat(turns.take(at(30))).containsExactly(2, 1);
        assertThat(turns.due(at(99))).isFalse();
    }

    @Test
    void past_the_limit_all_rows_are_looked_at_before_anyone_is_late() {
        // Given
        Turns turns = new Turns(5);
        for (int row = 0; row < 20; row++) {
            turns.put(row, at(100 - row));
        }

        // When
        Set<Integer> taken = new HashSet<>();
        long second = 80;
        while (!turns.lookAgain(at(second))) {
            taken.addAll(turns.take(at(second)));
            second++;
        }

        // Then: at that second, everybody who turned before has been taken, and all others are looked at
        for (int row = 0; row < 20; row++) {
            if (100 - row < second) {
                assertThat(taken).contains(row);
            }
        }
        assertThat(second).isBetween(82L, 87L);
    }
}
