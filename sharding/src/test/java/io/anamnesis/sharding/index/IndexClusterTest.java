package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.sharding.entity.CrashedWriter;
import io.anamnesis.sharding.entity.Slices;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes in this JVM over one storage. */
final class IndexClusterTest {
    private static final int SLICES = 16;
    private static final int PATIENTS = 40;

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode.Ports ports = TestNode.Ports.of(storage);
    private final TestNode one = TestNode.single(ports);
    private final List<TestNode> nodes = new ArrayList<>(List.of(one));

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void every_acknowledged_message_is_seen_by_the_next_query() {
        // Given
        awaitWhole();
        Map<PatientId, Long> expected = new HashMap<>();

        // When, Then
        for (int i = 0; i < 400; i++) {
            PatientId patient = patient(i % PATIENTS);
            expected.put(patient, accepted(message(patient, i)));
            assertThat(seqs()).isEqualTo(expected);
        }
    }

    @Test
    void slices_and_their_patients_move_with_the_shards_and_nothing_acknowledged_is_missed() {
        // Given
        awaitWhole();
        Map<PatientId, Long> expected = new HashMap<>();
        for (int i = 0; i < PATIENTS; i++) {
            expected.put(patient(i), accepted(message(patient(i), i)));
        }

        // When
        nodes.add(TestNode.joining(one, ports));
        TestNode three = TestNode.joining(one, ports);
        nodes.add(three);

        // Then
        await().atMost(Duration.ofSeconds(60)).until(() -> nodes.stream()
                .noneMatch(node -> node.index.status().slices().isEmpty()));
        awaitWhole();
        assertThat(seqs()).isEqualTo(expected);
        for (int i = 0; i < PATIENTS; i++) {
            expected.put(patient(i), accepted(message(patient(i), PATIENTS + i)));
        }
        assertThat(seqs()).isEqualTo(expected);

        // When
        three.close();
        nodes.remove(three);

        // Then
        awaitWhole();
        assertThat(seqs()).isEqualTo(expected);
    }

    @Test
    void after_a_crash_the_next_owner_of_a_slice_asks_those_whose_digest_was_not_written() {
        // Given: a writer that is gone, whose event no digest holds
        PatientId patient = patient(1);
        int slice = Slices.of(patient, SLICES);
        awaitWhole();
        accepted(message(patient, 1));
        one.passivate(patient);
        await().until(() -> storage.digests().heads(slice, null, 10).toCompletableFuture().join().stream()
                .allMatch(head -> head.ahead().isEmpty()));
        CrashedWriter.writes(storage, slice, message(patient, 2), 2);

        // When
        one.close();
        nodes.set(0, TestNode.single(ports));

        // Then
        awaitWhole();
        assertThat(seqs()).containsEntry(patient, 2L);
    }

    private long accepted(ModalityMessage message) {
        PatientReply reply = one.record(message);
        assertThat(reply).isInstanceOf(PatientReply.Accepted.class);
        return ((PatientReply.Accepted) reply).seq();
    }

    private static PatientId patient(int number) {
        return new PatientId("p-" + number);
    }

    private static ModalityMessage message(PatientId patient, int number) {
        return Messages.wearable(
                patient, "m-" + number, "glucose", "mg/dL", "d-1", number, new long[] {number}, new double[] {100});
    }

    private void awaitWhole() {
        await().atMost(Duration.ofSeconds(60)).until(() -> answer().keySet().size() == SLICES);
    }

    /** By slice, whose answer: each slice from one node only. */
    private Map<Integer, Map<PatientId, Long>> answer() {
        Map<Integer, Map<PatientId, Long>> bySlice = new HashMap<>();
        for (TestNode node : nodes) {
            Set<Integer> seen = new HashSet<>();
            Map<PatientId, Long> seqs = node.index
                    .index()
                    .query(null, Duration.ofSeconds(20), scope -> {
                        seen.addAll(scope);
                        return seqs(node.index.content(), scope);
                    })
                    .toCompletableFuture()
                    .join()
                    .result();
            seen.forEach(slice -> bySlice.put(slice, new HashMap<>()));
            seqs.forEach((patient, seq) -> bySlice.computeIfAbsent(Slices.of(patient, SLICES), slice -> new HashMap<>())
                    .put(patient, seq));
        }
        return bySlice;
    }

    private static Map<PatientId, Long> seqs(PatientContent content, Set<Integer> scope) {
        Map<PatientId, Long> seqs = new HashMap<>();
        scope.forEach(slice -> content.columns()
                .slice(slice)
                .forEach((int row) -> seqs.put(
                        content.columns().patient(row), content.columns().seq(row))));
        return seqs;
    }

    private Map<PatientId, Long> seqs() {
        Map<PatientId, Long> all = new HashMap<>();
        Map<Integer, Map<PatientId, Long>> bySlice = answer();
        assertThat(bySlice).hasSize(SLICES);
        bySlice.values().forEach(all::putAll);
        return all;
    }
}
