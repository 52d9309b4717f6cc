package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of live cohorts keeps to. */
public interface CohortStoreContract {
    CohortStore cohorts();

    private static CohortName name() {
        return new CohortName("c-" + UUID.randomUUID().toString().replace('-', 'x') + "z");
    }

    private static LiveCohort cohort(CohortName name, int version) {
        try {
            return new LiveCohort(
                    name,
                    version,
                    CriterionText.parse("dx:C71.9 and not note:\"liver metastasis\" and glucose.mean[14d] > 180"),
                    "für die Konferenz",
                    "u-1",
                    Instant.parse("2026-03-01T08:15:00.250Z"),
                    null);
        } catch (MalformedCriterion e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static CohortChange change(long seq, int patient, CohortMove move) {
        return new CohortChange(
                seq,
                1,
                new PatientId("p-" + patient),
                move,
                10 + seq,
                Instant.parse("2026-03-01T08:15:00.250Z").plusMillis(seq));
    }

    private static List<CohortChange> entries(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> change(seq, (int) seq, CohortMove.ENTERED))
                .toList();
    }

    @Test
    default void a_definition_comes_back_as_it_was_last_written() {
        // Given
        CohortName name = name();
        assertThat(await(cohorts().find(name))).isEmpty();
        await(cohorts().define(cohort(name, 1)));
        assertThat(await(cohorts().find(name))).contains(cohort(name, 1));

        // When
        LiveCohort ended = cohort(name, 2).ended(Instant.parse("2026-03-02T00:00:00Z"));
        await(cohorts().define(ended));

        // Then
        assertThat(await(cohorts().find(name))).contains(ended);
    }

    @Test
    default void definitions_are_paged_in_the_order_of_names() {
        // Given
        List<CohortName> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            names.add(name());
            await(cohorts().define(cohort(names.get(i), 1)));
        }

        // When
        List<CohortName> paged = new ArrayList<>();
        List<LiveCohort> page = await(cohorts().definitions(null, 2));
        while (!page.isEmpty()) {
            page.forEach(each -> paged.add(each.name()));
            page = await(cohorts().definitions(paged.get(paged.size() - 1), 2));
        }

        // Then
        assertThat(paged).containsAll(names).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void a_history_is_read_from_anywhere_without_gap_or_repeat() {
        // Given
        CohortName name = name();
        List<CohortChange> all = entries(1, 37);
        await(cohorts().append(name, all.subList(0, 19)));
        await(cohorts().append(name, all.subList(19, 37)));
        await(cohorts().append(name(), entries(1, 3)));

        // Then
        for (int after = 0; after <= 37; after++) {
            assertThat(await(cohorts().changes(name, after, 100))).isEqualTo(all.subList(after, 37));
            assertThat(await(cohorts().changes(name, after, 8))).isEqualTo(all.subList(after, Math.min(37, after + 8)));
        }
        assertThat(await(cohorts().changes(name, 90, 8))).isEmpty();
    }

    @Test
    default void the_same_appended_again_is_there_once() {
        // Given
        CohortName name = name();
        await(cohorts().append(name, entries(1, 12)));

        // When
        await(cohorts().append(name, entries(8, 14)));

        // Then
        assertThat(await(cohorts().changes(name, 0, 100))).isEqualTo(entries(1, 14));
    }

    @Test
    default void members_are_those_whose_last_change_was_to_enter() {
        // Given
        CohortName name = name();
        assertThat(await(cohorts().checkpoint(name))).isZero();
        await(cohorts().save(name, entries(1, 40), 40));

        // When
        CohortChange left = change(41, 7, CohortMove.LEFT);
        CohortChange back = change(43, 8, CohortMove.ENTERED);
        await(cohorts().save(name, List.of(left, back), 43));

        // Then
        List<CohortMember> expected = new ArrayList<>();
        entries(1, 40).stream()
                .filter(each -> each.seq() != 7 && each.seq() != 8)
                .map(CohortMember::of)
                .forEach(expected::add);
        expected.add(CohortMember.of(back));
        assertThat(await(cohorts().members(name, null, 100))).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(await(cohorts().checkpoint(name))).isEqualTo(43);
    }

    @Test
    default void members_are_paged_without_gap_or_repeat() {
        // Given
        CohortName name = name();
        await(cohorts().save(name, entries(1, 40), 40));

        // When
        List<CohortMember> paged = new ArrayList<>();
        List<CohortMember> page = await(cohorts().members(name, null, 7));
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = await(cohorts().members(name, paged.get(paged.size() - 1).patient(), 7));
        }

        // Then
        assertThat(paged)
                .containsExactlyInAnyOrderElementsOf(
                        entries(1, 40).stream().map(CohortMember::of).toList());
    }

    @Test
    default void a_save_that_arrives_late_changes_no_member() {
        // Given
        CohortName name = name();
        await(cohorts().save(name, List.of(change(5, 1, CohortMove.LEFT), change(6, 2, CohortMove.ENTERED)), 6));

        // When
        await(cohorts().save(name, List.of(change(1, 1, CohortMove.ENTERED), change(4, 2, CohortMove.LEFT)), 4));

        // Then
        assertThat(await(cohorts().members(name, null, 10)))
                .containsExactly(CohortMember.of(change(6, 2, CohortMove.ENTERED)));
    }

    @Test
    default void a_page_of_cohorts_has_a_limit() {
        assertThatThrownBy(() -> await(cohorts().changes(name(), 0, 0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> await(cohorts().members(name(), null, 10_001)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> await(cohorts().definitions(null, 0))).isInstanceOf(IllegalArgumentException.class);
    }
}
