package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NodeIndexTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final RenewalSettings RENEWAL = new RenewalSettings(1, 1, LONG, LONG);
    private static final PatientId ONE = new PatientId("one");
    private static final PatientId TWO = new PatientId("two");

    private final SeqContent content = new SeqContent();
    private final List<PatientId> asked = new ArrayList<>();
    private final NodeIndex index = new NodeIndex(
            new IndexSettings(LONG, LONG, 0.25, 0.05, Duration.ZERO, Duration.ZERO, 10, LONG, 100, LONG, 10, RENEWAL),
            content,
            new ReentrantReadWriteLock(),
            Runnable::run);

    NodeIndexTest() {
        index.connect(asked::add);
    }

    @Test
    void a_query_sees_what_was_loaded() {
        // Given
        long epoch = loaded(3, digest(ONE, 3, 7));

        // Then
        assertThat(seqs(null))
                .isCompletedWithValueMatching(answer ->
                        answer.slices().equals(Set.of(3)) && answer.result().equals(Map.of(ONE, 7L)));
        assertThat(epoch).isPositive();
    }

    @Test
    void a_query_waits_for_a_change_that_somebody_was_told_of_before_it_began() {
        // Given
        loaded(3, digest(ONE, 3, 7));
        index.touched(ONE, 3, 8);

        // When
        CompletableFuture<NodeIndex.Answer<Map<PatientId, Long>>> query = seqs(null);

        // Then
        assertThat(query).isNotDone();
        assertThat(asked).containsExactly(ONE);

        // When
        index.offer(digest(ONE, 3, 8));

        // Then
        assertThat(query.join().result()).containsEntry(ONE, 8L);
        assertThat(query.join().slices()).containsExactly(3);
    }

    @Test
    void a_digest_made_before_the_change_does_not_end_the_wait() {
        // Given
        loaded(3, digest(ONE, 3, 7));
        index.touched(ONE, 3, 8);
        CompletableFuture<NodeIndex.Answer<Map<PatientId, Long>>> query = seqs(null);
        index.touched(ONE, 3, 9);

        // When
        index.offer(digest(ONE, 3, 8));

        // Then
        assertThat(query).isNotDone();
        assertThat(asked).as("asked again at once").containsExactly(ONE, ONE);

        // When
        index.offer(digest(ONE, 3, 9));

        // Then
        assertThat(query.join().result()).containsEntry(ONE, 9L);
    }

    @Test
    void when_the_time_is_up_the_slice_is_left_out_and_the_others_are_answered() {
        // Given
        loaded(3, digest(ONE, 3, 7));
        loaded(4, digest(TWO, 4, 2));
        index.touched(ONE, 3, 8);

        // When
        NodeIndex.Answer<Map<PatientId, Long>> answer = index.query(null, Duration.ofMillis(20), this::seqsOf)
                .toCompletableFuture()
                .join();

        // Then
        assertThat(answer.slices()).containsExactly(4);
    }

    @Test
    void a_slice_that_is_loading_or_not_wanted_is_not_answered() {
        // Given
        loaded(3, digest(ONE, 3, 7));
        long loading = index.begin(4);
        index.loaded(loading, digest(TWO, 4, 2));

        // Then
        assertThat(seqs(null).join().slices()).containsExactly(3);
        assertThat(seqs(Set.of(4)).join().slices()).isEmpty();

        // When
        index.ready(4, loading);

        // Then
        assertThat(seqs(Set.of(4)).join().slices()).containsExactly(4);
    }

    @Test
    void a_slice_that_left_takes_its_patients_and_its_waits_along() {
        // Given
        long epoch = loaded(3, digest(ONE, 3, 7));
        index.touched(ONE, 3, 8);
        CompletableFuture<NodeIndex.Answer<Map<PatientId, Long>>> query = seqs(null);

        // When
        index.end(3, epoch);

        // Then
        assertThat(query.join().slices()).isEmpty();
        assertThat(content.digests).isEmpty();
        assertThat(index.status().unsettled()).isZero();
    }

    @Test
    void a_slice_that_left_and_came_back_while_a_query_waited_is_not_in_its_answer() {
        // Given
        long first = loaded(3, digest(ONE, 3, 7));
        loaded(4, digest(TWO, 4, 2));
        index.touched(TWO, 4, 3);
        CompletableFuture<NodeIndex.Answer<Map<PatientId, Long>>> query = seqs(null);

        // When
        index.end(3, first);
        loaded(3, digest(ONE, 3, 7));
        index.offer(digest(TWO, 4, 3));

        // Then: what came back was not waited for
        assertThat(query.join().slices()).containsExactly(4);
    }

    @Test
    void what_a_former_keeper_still_hands_over_is_refused() {
        // Given
        long first = index.begin(3);
        index.end(3, first);
        index.begin(3);

        // Then
        assertThat(index.loaded(first, digest(ONE, 3, 7))).isFalse();
        index.ready(3, first);
        assertThat(seqs(null).join().slices()).isEmpty();
        index.end(3, first);
        assertThat(index.status().slices()).hasSize(1);
    }

    @Test
    void whoever_is_behind_in_storage_is_asked_and_any_answer_will_do() {
        // Given
        long epoch = loaded(3, digest(ONE, 3, 7));
        index.behind(3, ONE);
        CompletableFuture<NodeIndex.Answer<Map<PatientId, Long>>> query = seqs(null);
        assertThat(query).isNotDone();

        // When: the keeper's own digest does not count, the entity's does
        index.loaded(epoch, digest(ONE, 3, 7));
        assertThat(query).isNotDone();
        index.offer(digest(ONE, 3, 7));

        // Then
        assertThat(query.join().result()).containsEntry(ONE, 7L);
    }

    @Test
    void nobody_who_did_not_change_is_asked_and_the_beat_asks_those_who_did() {
        // Given
        loaded(3, digest(ONE, 3, 7));
        loaded(4, digest(TWO, 4, 2));
        index.touched(ONE, 3, 8);

        // When
        index.beat();

        // Then
        assertThat(asked).containsExactly(ONE);
    }

    @Test
    void a_patient_who_changes_while_a_digest_is_made_is_not_overdue_at_once() {
        // Given: who changed long ago is asked after a minute
        NodeIndex patient = new NodeIndex(
                new IndexSettings(LONG, LONG, 0.25, 0.05, LONG, LONG, 10, LONG, 100, LONG, 10, RENEWAL),
                content,
                new ReentrantReadWriteLock(),
                Runnable::run);
        patient.connect(asked::add);
        patient.begin(3);
        patient.touched(ONE, 3, 7);
        patient.touched(ONE, 3, 8);

        // When: a digest of the change before comes
        patient.offer(digest(ONE, 3, 7));
        patient.beat();

        // Then
        assertThat(asked).isEmpty();
        assertThat(patient.status().unsettled()).isEqualTo(1);
    }

    @Test
    void of_those_who_changed_the_one_who_was_told_of_last_is_asked_last() {
        // Given: room for one question a beat
        NodeIndex narrow = new NodeIndex(
                new IndexSettings(LONG, LONG, 0.25, 0.05, Duration.ZERO, LONG, 1, LONG, 100, LONG, 10, RENEWAL),
                content,
                new ReentrantReadWriteLock(),
                Runnable::run);
        narrow.connect(asked::add);
        narrow.begin(3);
        narrow.touched(ONE, 3, 8);
        narrow.touched(TWO, 3, 5);

        // When: a digest of ONE comes that is not its newest
        narrow.offer(digest(ONE, 3, 7));
        narrow.beat();
        narrow.beat();

        // Then
        assertThat(asked).containsExactly(TWO, ONE);
    }

    @Test
    void who_looks_at_an_index_that_has_no_room_is_told_so_and_not_stopped() {
        // Given
        NodeIndex busy = new NodeIndex(
                new IndexSettings(
                        LONG, LONG, 0.25, 0.05, Duration.ZERO, Duration.ZERO, 10, LONG, 100, LONG, 10, RENEWAL),
                content,
                new ReentrantReadWriteLock(),
                task -> {
                    throw new RejectedExecutionException("full");
                });

        // When
        CompletionStage<Void> look = busy.look(() -> asked.add(ONE));

        // Then
        assertThat(look.toCompletableFuture()).isCompletedExceptionally();
        assertThat(asked).isEmpty();
    }

    @Test
    void where_the_executor_is_full_nobody_is_stopped_and_what_waits_is_taken_in_later() {
        // Given
        AtomicBoolean full = new AtomicBoolean(true);
        NodeIndex busy = new NodeIndex(
                new IndexSettings(
                        LONG, LONG, 0.25, 0.05, Duration.ZERO, Duration.ZERO, 10, LONG, 100, LONG, 10, RENEWAL),
                content,
                new ReentrantReadWriteLock(),
                task -> {
                    if (full.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                });
        long epoch = busy.begin(3);
        busy.loaded(epoch, digest(ONE, 3, 7));

        // When
        busy.ready(3, epoch);
        busy.beat();

        // Then
        assertThat(content.digests).isEmpty();

        // When
        full.set(false);
        busy.beat();

        // Then
        assertThat(content.digests).containsOnlyKeys(ONE);
    }

    private long loaded(int slice, Digest... digests) {
        long epoch = index.begin(slice);
        for (Digest digest : digests) {
            assertThat(index.loaded(epoch, digest)).isTrue();
        }
        index.ready(slice, epoch);
        return epoch;
    }

    private CompletableFuture<NodeIndex.Answer<Map<PatientId, Long>>> seqs(@Nullable Set<Integer> wanted) {
        return index.query(wanted, LONG, this::seqsOf).toCompletableFuture();
    }

    private Map<PatientId, Long> seqsOf(Set<Integer> scope) {
        return content.digests.values().stream()
                .filter(digest -> scope.contains(digest.slice()))
                .collect(Collectors.toMap(Digest::patient, Digest::seq));
    }

    private static Digest digest(PatientId patient, int slice, long seq) {
        return new Digest(patient, slice, seq, Map.of());
    }
}
