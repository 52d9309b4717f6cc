package io.anamnesis.storage;

import static io.anamnesis.storage.Samples.WRITER;
import static io.anamnesis.storage.Samples.await;
import static io.anamnesis.storage.Samples.entries;
import static io.anamnesis.storage.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.WriterMark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every journal keeps to. */
public interface JournalContract {
    PatientJournal journal();

    @Test
    default void a_patient_without_events_has_an_empty_journal_with_an_end() {
        // When
        JournalPage page = await(journal().read(Samples.patient(), JournalPage.Cursor.from(1), 10));

        // Then
        assertThat(page.entries()).isEmpty();
        assertThat(page.next()).isNull();
    }

    @Test
    default void what_was_appended_is_read_back_to_the_nanosecond_and_byte() {
        // Given
        PatientId patient = Samples.patient();
        List<JournalEntry> appended = entries(1, 5, WRITER);

        // When
        await(journal().append(patient, appended));

        // Then
        assertThat(await(journal().read(patient, JournalPage.Cursor.from(1), 10))
                        .entries())
                .isEqualTo(appended);
    }

    @Test
    default void raw_text_that_lies_apart_is_read_back_with_its_entry_and_stays_when_it_is_appended_again() {
        // Given
        PatientId patient = Samples.patient();
        List<JournalEntry> appended =
                List.of(entry(1, WRITER), Samples.apart(2, WRITER, new byte[] {0, 78, 111}), entry(3, WRITER));

        // When
        await(journal().append(patient, appended));
        await(journal().append(patient, appended));

        // Then
        assertThat(all(patient, 1, 10)).isEqualTo(appended);
    }

    @Test
    default void an_append_of_nothing_changes_nothing() {
        // Given
        PatientId patient = Samples.patient();

        // When
        await(journal().append(patient, List.of()));

        // Then
        assertThat(all(patient, 1, 10)).isEmpty();
    }

    @Test
    default void the_same_append_again_changes_nothing() {
        // Given
        PatientId patient = Samples.patient();
        List<JournalEntry> appended = entries(1, 5, WRITER);
        await(journal().append(patient, appended));

        // When
        await(journal().append(patient, appended.subList(2, 5)));

        // Then
        assertThat(all(patient, 1, 10)).isEqualTo(appended);
    }

    @Test
    default void pages_follow_one_another_without_gap_or_repeat_across_buckets() {
        // Given
        PatientId patient = Samples.patient();
        List<JournalEntry> appended = entries(1, 53, WRITER);
        await(journal().append(patient, appended.subList(0, 7)));
        await(journal().append(patient, appended.subList(7, 53)));

        // Then
        for (int limit : new int[] {1, 4, 9, 10, 11, 53, 100}) {
            assertThat(all(patient, 1, limit)).as("limit %d", limit).isEqualTo(appended);
        }
    }

    @Test
    default void a_page_that_takes_the_last_entry_has_no_next() {
        // Given
        PatientId patient = Samples.patient();
        await(journal().append(patient, entries(1, 9, WRITER)));

        // When
        JournalPage page = await(journal().read(patient, JournalPage.Cursor.from(1), 9));

        // Then
        assertThat(page.entries()).hasSize(9);
        assertThat(page.next()).isNull();
    }

    @Test
    default void reading_starts_where_it_is_told_even_at_the_edge_of_a_bucket() {
        // Given
        PatientId patient = Samples.patient();
        List<JournalEntry> appended = entries(1, 35, WRITER);
        await(journal().append(patient, appended));

        // Then
        for (int from : new int[] {1, 9, 10, 11, 19, 20, 35}) {
            assertThat(all(patient, from, 100)).as("from %d", from).isEqualTo(appended.subList(from - 1, 35));
        }
        assertThat(all(patient, 36, 100)).isEmpty();
        assertThat(all(patient, 4_000, 100)).isEmpty();
    }

    @Test
    default void two_writers_of_one_number_both_stay_ordered_by_writer() {
        // Given
        PatientId patient = Samples.patient();
        WriterId other = new WriterId("writer-b");
        await(journal().append(patient, entries(1, 12, WRITER)));
        await(journal().append(patient, entries(8, 14, other)));

        // When
        List<JournalEntry> read = all(patient, 1, 1);

        // Then
        assertThat(read).hasSize(19).isSortedAccordingTo((a, b) -> {
            int bySeq = Long.compare(a.seq(), b.seq());
            return bySeq != 0 ? bySeq : a.writer().compareTo(b.writer());
        });
        assertThat(read).contains(entry(8, WRITER), entry(8, other));
    }

    @Test
    default void large_payloads_are_kept_whole() {
        // Given
        PatientId patient = Samples.patient();
        List<JournalEntry> appended = new ArrayList<>();
        for (int seq = 1; seq <= 12; seq++) {
            byte[] payload = new byte[seq == 3 ? 700_000 : 60_000];
            payload[payload.length - 1] = (byte) seq;
            appended.add(entry(seq, WRITER, payload));
        }

        // When
        await(journal().append(patient, appended));

        // Then
        assertThat(all(patient, 1, 100)).isEqualTo(appended);
    }

    @Test
    default void a_page_of_no_rows_or_too_many_is_refused_with_both_numbers() {
        assertThatThrownBy(() -> journal().read(Samples.patient(), JournalPage.Cursor.from(1), 10_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000")
                .hasMessageContaining("10001");
        assertThatThrownBy(() -> journal().read(Samples.patient(), JournalPage.Cursor.from(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void a_mark_replaces_the_one_before_and_a_forgotten_one_is_gone() {
        // Given
        PatientId patient = Samples.patient();
        WriterId other = new WriterId("writer-b");
        WriterMark renewed = new WriterMark(WRITER, 1, 30, Samples.T0.plusSeconds(9), true);
        WriterMark second = new WriterMark(other, 31, 31, Samples.T0, false);

        // When
        await(journal().mark(patient, new WriterMark(WRITER, 1, 1, Samples.T0, false)));
        await(journal().mark(patient, renewed));
        await(journal().mark(patient, second));

        // Then
        assertThat(await(journal().writers(patient))).containsExactlyInAnyOrder(renewed, second);

        // When
        await(journal().forget(patient, WRITER));

        // Then
        assertThat(await(journal().writers(patient))).containsExactly(second);
    }

    @Test
    default void forgetting_a_writer_leaves_its_events() {
        // Given
        PatientId patient = Samples.patient();
        await(journal().append(patient, entries(1, 3, WRITER)));

        // When
        await(journal().forget(patient, WRITER));

        // Then
        assertThat(all(patient, 1, 10)).hasSize(3);
    }

    /** Reads page after page to the end. */
    private List<JournalEntry> all(PatientId patient, long from, int limit) {
        List<JournalEntry> read = new ArrayList<>();
        JournalPage.@Nullable Cursor next = JournalPage.Cursor.from(from);
        while (next != null) {
            JournalPage page = await(journal().read(patient, next, limit));
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            read.addAll(page.entries());
            next = page.next();
        }
        return read;
    }
}
