package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnsettledPatientsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final RenewalSettings RENEWAL = new RenewalSettings(1, 1, LONG, LONG);
    private static final long MILLI = 1_000_000;
    private static final PatientId BUSY = new PatientId("busy");
    private static final PatientId QUIET = new PatientId("quiet");

    private final UnsettledPatients unsettled = new UnsettledPatients();
    private final List<Settling> done = new ArrayList<>();

    /** Whom to ask, of whom one a beat may be asked; everybody follows. */
    private List<PatientId> due(long now) {
        IndexSettings one = new IndexSettings(LONG, LONG, 1, 1, LONG, LONG, 1, LONG, 100, LONG, 10, RENEWAL);
        return unsettled.due(one, new FollowBudget(1, 1, now), now);
    }

    private void told(PatientId patient, long seq, long now) {
        unsettled.told(new Digest(patient, 3, seq, Map.of()), now, done);
    }

    @Test
    void who_changes_after_a_quiet_while_is_asked_before_who_changes_all_the_time() {
        // Given: BUSY told something just now, and changed again before QUIET did
        unsettled.touched(BUSY, 3, 1, 1_000 * MILLI);
        told(BUSY, 1, 1_010 * MILLI);
        unsettled.touched(BUSY, 3, 2, 1_011 * MILLI);
        unsettled.touched(QUIET, 3, 1, 1_012 * MILLI);

        // Then
        assertThat(due(1_020 * MILLI)).containsExactly(QUIET);
        assertThat(due(1_020 * MILLI)).containsExactly(BUSY);
        assertThat(due(1_020 * MILLI)).isEmpty();
    }

    @Test
    void who_has_not_changed_for_a_while_is_no_longer_busy() {
        // Given
        unsettled.touched(BUSY, 3, 1, 1_000 * MILLI);
        told(BUSY, 1, 1_010 * MILLI);
        unsettled.touched(BUSY, 3, 2, 1_000 * MILLI + UnsettledPatients.LATELY_NANOS);
        unsettled.touched(QUIET, 3, 1, 2_100 * MILLI);

        // Then: in the order of their changes
        assertThat(due(2_200 * MILLI)).containsExactly(BUSY);
        assertThat(due(2_200 * MILLI)).containsExactly(QUIET);
    }

    @Test
    void who_changes_all_the_time_is_busy_however_long_ago_it_told_of_it() {
        // Given: BUSY waits for its turn much longer than it takes to change
        for (long now = 0; now < 2_000; now += 100) {
            unsettled.touched(BUSY, 3, now, now * MILLI);
        }
        told(BUSY, 1_900, 2_000 * MILLI);

        // When
        unsettled.touched(BUSY, 3, 2_001, 2_050 * MILLI);
        unsettled.touched(QUIET, 3, 1, 2_060 * MILLI);

        // Then
        assertThat(due(2_100 * MILLI)).containsExactly(QUIET);
    }

    @Test
    void a_digest_that_is_written_behind_makes_nobody_busy() {
        // Given: the digest of QUIET came once more, as it was written behind
        unsettled.touched(QUIET, 3, 1, 0);
        told(QUIET, 1, 10 * MILLI);
        told(QUIET, 1, 1_000 * MILLI);
        unsettled.touched(BUSY, 3, 1, 990 * MILLI);
        told(BUSY, 1, 1_000 * MILLI);

        // When both change, QUIET after BUSY
        unsettled.touched(BUSY, 3, 2, 1_001 * MILLI);
        unsettled.touched(QUIET, 3, 2, 1_002 * MILLI);

        // Then
        assertThat(due(1_020 * MILLI)).containsExactly(QUIET);
    }

    @Test
    void a_slice_that_leaves_takes_busy_and_quiet_with_it() {
        // Given
        unsettled.touched(BUSY, 3, 1, 990 * MILLI);
        told(BUSY, 1, 1_000 * MILLI);
        unsettled.touched(BUSY, 3, 2, 1_001 * MILLI);
        unsettled.touched(QUIET, 3, 1, 1_002 * MILLI);

        // When
        unsettled.end(3, done);

        // Then
        assertThat(unsettled.size()).isZero();
        assertThat(due(1_010 * MILLI)).isEmpty();
    }
}
