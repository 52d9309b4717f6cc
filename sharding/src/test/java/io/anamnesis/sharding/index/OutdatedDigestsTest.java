package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.entity.Slices;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that starts over what an older build wrote. */
final class OutdatedDigestsTest {
    private static final int SLICES = 16;
    private static final int PATIENTS = 12;
    private static final String OF_OLD = "wearables.of-old";
    private static final String RENEWAL =
            "anamnesis.sharding.index.renewal { at-once = 2, a-second = 50, answer-within = 1s, try-again = 500ms }";

    private final MemoryStorage storage = new MemoryStorage();
    private final UnreadablePatients journal = new UnreadablePatients(storage.journal());
    private final TestNode.Ports ports = TestNode.Ports.of(storage).with(journal);
    private TestNode node = TestNode.single(ports, RENEWAL);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void patients_who_sleep_with_a_digest_of_an_older_build_make_it_anew_after_a_start() {
        // Given: an older build, and one patient who can't wake
        IntStream.range(0, PATIENTS).forEach(this::live);
        node.close();
        IntStream.range(0, PATIENTS).forEach(this::madeByAnOlderBuild);
        journal.add(patient(3));
        journal.tried().clear();

        // When
        node = TestNode.single(ports, RENEWAL);

        // Then: the others don't wait for that one
        await().atMost(Duration.ofSeconds(60)).until(() -> node.index.status().outdated() == 1 && loaded());
        assertThat(isAsOfOld(patient(3))).as("answers as before").isTrue();
        for (int i = 0; i < PATIENTS; i++) {
            if (i != 3) {
                assertThat(isAsOfOld(patient(i))).isFalse();
            }
        }

        // When
        journal.heal();

        // Then
        await().atMost(Duration.ofSeconds(60)).until(() -> node.index.status().outdated() == 0);
        assertThat(isAsOfOld(patient(3))).isFalse();
        assertThat(journal.tried()).hasSize(PATIENTS);
        await().until(() -> IntStream.range(0, PATIENTS)
                .allMatch(number -> stored(patient(number)).form() == Digest.FORM));
        await("all sleep again").atMost(Duration.ofSeconds(30)).until(() -> node.awakePatients() == 0);
    }

    @Test
    void patients_whose_digest_is_of_this_build_sleep_on() {
        // Given
        IntStream.range(0, PATIENTS).forEach(this::live);
        node.close();
        journal.tried().clear();

        // When
        node = TestNode.single(ports, RENEWAL);
        await().atMost(Duration.ofSeconds(60)).until(this::loaded);

        // Then
        assertThat(node.index.status().outdated()).isZero();
        assertThat(journal.tried()).isEmpty();
    }

    private void live(int number) {
        PatientId patient = patient(number);
        PatientReply reply = node.record(Messages.wearable(
                patient, "m-" + number, "glucose", "mg/dL", "d-1", number, new long[] {number}, new double[] {100}));
        assertThat(reply).isInstanceOf(PatientReply.Accepted.class);
        node.passivate(patient);
        await().atMost(Duration.ofSeconds(20)).until(() -> storage.digests()
                .load(slice(patient), patient)
                .toCompletableFuture()
                .join()
                .isPresent());
    }

    /** The same event, seen by a build that made other numbers of it and did not number its forms. */
    private void madeByAnOlderBuild(int number) {
        PatientId patient = patient(number);
        Digest own = stored(patient);
        Digest.Part part = new Digest.Part(
                own.seq(), Instant.EPOCH, Instant.EPOCH, List.of(), Set.of(), Map.of(OF_OLD, 1.0), Map.of());
        Digest old = new Digest(patient, own.slice(), own.seq(), 0, Map.of(Modality.WEARABLES, part));
        storage.digests().save(old).toCompletableFuture().join();
        ports.cache().put(old);
    }

    private Digest stored(PatientId patient) {
        Optional<Digest> stored = storage.digests()
                .load(slice(patient), patient)
                .toCompletableFuture()
                .join();
        return stored.orElseThrow();
    }

    private boolean loaded() {
        IndexStatus status = node.index.status();
        return status.slices().stream().filter(IndexStatus.SliceStatus::ready).count() == SLICES
                && status.slices().stream()
                                .mapToInt(IndexStatus.SliceStatus::patients)
                                .sum()
                        == PATIENTS
                && status.waiting() == 0;
    }

    /** As a question sees the patient. */
    private boolean isAsOfOld(PatientId patient) {
        return node.index
                .index()
                .query(null, Duration.ofSeconds(5), scope -> {
                    PatientColumns columns = node.index.content().columns();
                    int row = columns.row(patient).orElseThrow();
                    assertThat(columns.present(Modality.WEARABLES).contains(row))
                            .isTrue();
                    return !Double.isNaN(columns.number(row, OF_OLD));
                })
                .toCompletableFuture()
                .join()
                .result();
    }

    private static int slice(PatientId patient) {
        return Slices.of(patient, SLICES);
    }

    private static PatientId patient(int number) {
        return new PatientId("p-" + number);
    }
}
