package io.anamnesis.sharding.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeptColumnsTest {
    private static final KeptColumns.Question ONE = new KeptColumns.Question(1, List.of(List.of(7)), List.of());
    private static final KeptColumns.Question TWO = new KeptColumns.Question(2, List.of(List.of(7)), List.of());

    private final AtomicInteger made = new AtomicInteger();

    private @Nullable ElementColumn ask(KeptColumns kept, KeptColumns.Question question) {
        return ask(kept, question, 100);
    }

    /** Of 100 rows that have such elements, so many are asked for. */
    private @Nullable ElementColumn ask(KeptColumns kept, KeptColumns.Question question, int asked) {
        return kept.find(question, 100, asked, () -> {
            made.incrementAndGet();
            return new ElementColumn(new int[0], 100);
        });
    }

    @Test
    void a_column_is_made_when_it_is_asked_for_again_and_kept_then() {
        KeptColumns kept = new KeptColumns(10, 1 << 20);

        assertThat(ask(kept, ONE)).isNull();
        ElementColumn column = ask(kept, ONE);

        assertThat(column).isNotNull();
        assertThat(ask(kept, ONE)).isSameAs(column);
        assertThat(made).hasValue(1);
    }

    @Test
    void few_rows_are_not_worth_one() {
        KeptColumns kept = new KeptColumns(101, 1 << 20);

        assertThat(ask(kept, ONE)).isNull();
        assertThat(ask(kept, ONE)).isNull();
        assertThat(made).hasValue(0);
    }

    @Test
    void questions_about_few_rows_have_one_made_when_they_have_cost_as_much() {
        KeptColumns kept = new KeptColumns(10, 1 << 20);
        for (int i = 0; i < 8; i++) {
            assertThat(ask(kept, ONE, 13)).isNull();
        }
        assertThat(made).hasValue(0);

        ElementColumn column = ask(kept, ONE, 13);

        assertThat(column).isNotNull();
        assertThat(ask(kept, ONE, 1)).isSameAs(column);
    }

    @Test
    void a_column_that_was_given_up_is_made_the_next_time() {
        KeptColumns kept = new KeptColumns(10, 1 << 20);
        ask(kept, ONE);
        assertThatThrownBy(() -> kept.find(ONE, 100, 100, () -> {
                    throw new IllegalStateException("the deadline passed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ask(kept, ONE)).isNotNull();
    }

    @Test
    void a_column_of_which_too_much_changed_is_made_anew() {
        // Given
        KeptColumns kept = new KeptColumns(10, 1 << 20);
        ask(kept, ONE);
        ElementColumn column = ask(kept, ONE);

        // When
        for (int row = 0; row < 64; row++) {
            kept.changed(row);
        }

        // Then
        assertThat(ask(kept, ONE)).isSameAs(column);
        kept.changed(64);
        assertThat(ask(kept, ONE)).isNull();
        assertThat(ask(kept, ONE)).isNotNull().isNotSameAs(column);
    }

    @Test
    void a_column_too_big_to_keep_is_not_made_for_every_question() {
        KeptColumns kept = new KeptColumns(10, 1);

        for (int i = 0; i < 10; i++) {
            ask(kept, ONE);
        }

        assertThat(made).hasValue(5);
    }

    @Test
    void what_was_asked_for_longest_ago_makes_room() {
        // Given: room for two questions and one column
        long room = 400 + new ElementColumn(new int[0], 100).bytes();
        KeptColumns kept = new KeptColumns(10, room);
        ask(kept, ONE);
        ask(kept, ONE);
        ask(kept, TWO);

        // When
        ElementColumn two = ask(kept, TWO);

        // Then
        assertThat(kept.bytes()).isLessThanOrEqualTo(room);
        assertThat(ask(kept, TWO)).isSameAs(two);
        assertThat(ask(kept, ONE)).isNull();
    }
}
