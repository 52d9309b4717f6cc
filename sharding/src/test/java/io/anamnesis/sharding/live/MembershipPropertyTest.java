package io.anamnesis.sharding.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.message.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class MembershipPropertyTest {
    @Property(tries = 400)
    void whatever_the_network_does_the_changes_add_up_to_who_is_in(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int patients,
            @ForAll @IntRange(max = 300) int steps) {
        // Given
        NetworkOfReports network = new NetworkOfReports(seed, patients);

        // When
        for (int i = 0; i < steps; i++) {
            network.step();
        }
        network.settle();

        // Then
        Set<PatientId> expected = network.truth.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(members(network.membership)).isEqualTo(expected);
        assertThat(folded(network.stored)).isEqualTo(expected);
        assertThat(network.membership.settled(Instant.EPOCH, Duration.ofDays(1)))
                .isEqualTo(NetworkOfReports.SLICES);
    }

    private static Set<PatientId> members(Membership membership) {
        return membership.page(null, 10_000).stream()
                .map(CohortMember::patient)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Checks on the way that numbers have no gap and that a patient enters and leaves by turns. */
    private static Set<PatientId> folded(List<CohortChange> changes) {
        Map<PatientId, CohortMove> last = new HashMap<>();
        long seq = 0;
        for (CohortChange change : changes) {
            assertThat(change.seq()).isEqualTo(++seq);
            CohortMove before = last.put(change.patient(), change.move());
            assertThat(change.move()).isNotEqualTo(before == null ? CohortMove.LEFT : before);
        }
        return last.entrySet().stream()
                .filter(each -> each.getValue() == CohortMove.ENTERED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_report_that_arrives_twice_counts_once_and_in_its_turn() {
        // Given
        Membership membership = new Membership(1);
        membership.begin(1);
        PatientId patient = new PatientId("p");
        ReportItem in = new ReportItem.Turned(0, patient, 5, true, Instant.EPOCH);
        ReportItem out = new ReportItem.Turned(0, patient, 6, false, Instant.EPOCH);
        report(membership, "s", 1, new ReportItem.Claim(0), in);
        report(membership, "s", 2, out);

        // When
        List<CohortChange> again = report(membership, "s", 1, new ReportItem.Claim(0), in);

        // Then
        assertThat(again).isEmpty();
        assertThat(membership.size()).isZero();
        assertThat(membership.seq()).isEqualTo(2);
    }

    @Test
    void only_the_last_to_claim_a_slice_is_heard() {
        // Given
        Membership membership = new Membership(1);
        membership.begin(1);
        report(membership, "old", 1, new ReportItem.Claim(0));
        report(membership, "new", 1, new ReportItem.Claim(0));

        // When
        Membership.Outcome late = membership.report(
                "old", 2, List.of(new ReportItem.Turned(0, new PatientId("p"), 1, true, Instant.EPOCH)), Instant.EPOCH);

        // Then
        assertThat(late).isEqualTo(new Membership.Outcome.Counted(List.of(), Set.of(0)));
    }

    @Test
    void a_late_copy_of_a_first_report_does_not_stand_for_the_session() {
        // Given
        Membership membership = new Membership(1);
        membership.begin(1);
        ReportItem in = new ReportItem.Turned(0, new PatientId("p"), 5, true, Instant.EPOCH);
        report(membership, "s", 1, new ReportItem.Claim(0), new ReportItem.Present(0, List.of(), true, Instant.EPOCH));
        report(membership, "s", 2, in);
        Membership anew = new Membership(1);
        anew.begin(1);

        // When
        report(anew, "s", 1, new ReportItem.Claim(0), new ReportItem.Present(0, List.of(), true, Instant.EPOCH));

        // Then
        assertThat(anew.lost("s", 2, Set.of(0), Instant.EPOCH)).isNull();
        assertThat(membership.lost("s", 2, Set.of(0), Instant.EPOCH)).isEmpty();
        assertThat(membership.lost("s", 1, Set.of(0), Instant.EPOCH)).isEmpty();
    }

    private static List<CohortChange> report(Membership membership, String session, long number, ReportItem... items) {
        return ((Membership.Outcome.Counted) membership.report(session, number, List.of(items), Instant.EPOCH))
                .changes();
    }
}
