package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.port.OperatorAction;
import io.anamnesis.protocol.port.OperatorAction.State;
import io.anamnesis.protocol.port.OperatorActions;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every log of operators' actions keeps to. */
public interface OperatorActionsContract {
    OperatorActions operatorActions();

    /** A month of one's own for each test. */
    private static YearMonth month() {
        return YearMonth.of(1000 + new Random().nextInt(900), 1 + new Random().nextInt(12));
    }

    private static OperatorAction action(YearMonth month, int day) {
        String at = String.format("%s-%02dT08:15:00.250Z", month, day);
        return new OperatorAction(
                at + "-0000000" + day % 10,
                Instant.parse(at),
                "op-1",
                "drain",
                "127.0.0.1:25520",
                "a disk is to be replaced",
                State.ASKED,
                "Asked.",
                null);
    }

    @Test
    default void what_was_asked_and_then_settled_is_one_action() {
        // Given
        YearMonth month = month();
        OperatorAction asked = action(month, 3);
        await(operatorActions().save(asked));
        assertThat(await(operatorActions().page(month, null, 10))).containsExactly(asked);

        // When
        OperatorAction done = asked.settled(State.DONE, "It left.", Instant.parse("2026-03-02T00:00:00Z"));
        await(operatorActions().save(done));

        // Then
        assertThat(await(operatorActions().page(month, null, 10))).containsExactly(done);
    }

    @Test
    default void pages_go_back_in_time_within_a_month() {
        // Given
        YearMonth month = month();
        for (int day : List.of(2, 9, 5, 7)) {
            await(operatorActions().save(action(month, day)));
        }
        await(operatorActions().save(action(month.plusMonths(1), 1)));

        // When
        List<OperatorAction> first = await(operatorActions().page(month, null, 3));
        List<OperatorAction> second =
                await(operatorActions().page(month, first.get(2).id(), 3));

        // Then
        assertThat(first).containsExactly(action(month, 9), action(month, 7), action(month, 5));
        assertThat(second).containsExactly(action(month, 2));
    }

    @Test
    default void a_page_without_end_is_refused() {
        assertThatThrownBy(() -> operatorActions().page(month(), null, 10_001))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
