package io.anamnesis.sharding.entity;

import static io.anamnesis.sharding.entity.TestNode.CALLER;
import static io.anamnesis.sharding.profile.Messages.PATIENT;
import static io.anamnesis.sharding.profile.Messages.START;
import static io.anamnesis.sharding.profile.Messages.glucose;
import static io.anamnesis.sharding.profile.Messages.wearable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestHead;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.JournalPage;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PatientEntityTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final UnsureJournal journal = new UnsureJournal(storage.journal());
    private TestNode node = TestNode.single(TestNode.Ports.of(storage).with(journal));

    @AfterEach
    void stop() {
        journal.heal();
        node.close();
    }

    private List<JournalEntry> stored(PatientId patient) {
        return storage.journal()
                .read(patient, JournalPage.Cursor.from(1), 10_000)
                .toCompletableFuture()
                .join()
                .entries();
    }

    @Test
    void an_accepted_message_is_in_the_journal_and_in_the_profile() {
        assertThat(node.record(glucose("a", 0, 100))).isEqualTo(new PatientReply.Accepted(1));
        assertThat(node.record(glucose("b", 5, 110))).isEqualTo(new PatientReply.Accepted(2));
        assertThat(stored(PATIENT))
                .extracting(entry -> entry.messageId().value())
                .containsExactly("a", "b");
        assertThat(node.profile(PATIENT).messages()).isEqualTo(2);
        assertThat(node.profile(PATIENT).seq()).isEqualTo(2);
    }

    @Test
    void a_repeat_is_answered_with_its_first_number_also_after_recovery() {
        node.record(glucose("a", 0, 100));
        node.record(glucose("b", 5, 110));
        assertThat(node.record(glucose("a", 0, 100))).isEqualTo(new PatientReply.Duplicate(1));
        node.passivate(PATIENT);
        assertThat(node.record(glucose("a", 0, 100))).isEqualTo(new PatientReply.Duplicate(1));
        assertThat(node.record(glucose("a", 0, 101)))
                .isEqualTo(new PatientReply.Rejected(new Rejection.MessageIdReused(1)));
        assertThat(stored(PATIENT)).hasSize(2);
    }

    @Test
    void a_patient_nobody_wrote_to_is_unknown() {
        assertThat(node.ask(new PatientCommand.GetProfile(new PatientId("nobody"), CALLER, null)))
                .isEqualTo(new PatientReply.Rejected(new Rejection.UnknownPatient()));
        assertThat(storage.journal()
                        .writers(new PatientId("nobody"))
                        .toCompletableFuture()
                        .join())
                .as("reading leaves no trace")
                .isEmpty();
    }

    @Test
    void messages_that_come_together_are_appended_together() {
        journal.hold();
        List<CompletionStage<PatientReply>> replies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            replies.add(node.patients.ask(new PatientCommand.Record(glucose("m-" + i, i, 100), CALLER)));
        }
        await().until(() -> journal.held() == 1);
        journal.heal();
        replies.forEach(
                reply -> assertThat(reply.toCompletableFuture().join()).isInstanceOf(PatientReply.Accepted.class));
        assertThat(journal.appends()).isLessThan(10);
        assertThat(stored(PATIENT)).hasSize(100);
    }

    @Test
    void past_the_bound_the_sender_is_told_overloaded_and_nothing_else_is_lost() {
        journal.hold();
        List<CompletableFuture<PatientReply>> replies = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            replies.add(node.patients
                    .ask(new PatientCommand.Record(glucose("m-" + i, i, 100), CALLER))
                    .toCompletableFuture());
        }
        await().until(() -> replies.stream().anyMatch(CompletableFuture::isDone));
        journal.heal();
        List<PatientReply> answers =
                replies.stream().map(CompletableFuture::join).toList();
        long accepted =
                answers.stream().filter(PatientReply.Accepted.class::isInstance).count();
        assertThat(answers)
                .allMatch(answer -> answer instanceof PatientReply.Accepted
                        || answer.equals(new PatientReply.Rejected(new Rejection.Overloaded(512))));
        assertThat(accepted).isBetween(512L, 699L);
        assertThat(stored(PATIENT)).hasSize((int) accepted);
    }

    @Test
    void a_repeat_of_a_message_in_flight_is_answered_when_it_is_durable() {
        journal.hold();
        CompletableFuture<PatientReply> first = node.patients
                .ask(new PatientCommand.Record(glucose("x", 0, 100), CALLER))
                .toCompletableFuture();
        await().until(() -> journal.held() == 1);
        CompletableFuture<PatientReply> second = node.patients
                .ask(new PatientCommand.Record(glucose("y", 5, 100), CALLER))
                .toCompletableFuture();
        CompletableFuture<PatientReply> again = node.patients
                .ask(new PatientCommand.Record(glucose("y", 5, 100), CALLER))
                .toCompletableFuture();
        assertThat(again).isNotDone();
        journal.heal();
        assertThat(first.join()).isEqualTo(new PatientReply.Accepted(1));
        assertThat(second.join()).isEqualTo(new PatientReply.Accepted(2));
        assertThat(again.join()).isEqualTo(new PatientReply.Duplicate(2));
    }

    @Test
    void an_append_that_is_not_confirmed_is_tried_again_and_counts_once() {
        journal.failAfterWriting(2);
        assertThat(node.record(glucose("a", 0, 100))).isEqualTo(new PatientReply.Accepted(1));
        assertThat(stored(PATIENT)).hasSize(1);
    }

    @Test
    void a_journal_that_stays_away_is_told_and_the_patient_comes_back_with_it() {
        node.record(glucose("a", 0, 100));
        journal.failAfterWriting(1000);
        assertThat(node.record(glucose("b", 5, 110)))
                .isEqualTo(new PatientReply.Rejected(new Rejection.StorageUnavailable()));
        journal.heal();
        assertThat(node.record(glucose("b", 5, 110)))
                .as("the write had landed although it was not confirmed")
                .isEqualTo(new PatientReply.Duplicate(2));
        assertThat(node.profile(PATIENT).messages()).isEqualTo(2);
    }

    @Test
    void passivation_always_stops_and_the_profile_comes_back_whole() {
        IntStream.range(0, 300).forEach(i -> node.record(glucose("m-" + i, 5L * i, 100 + i % 50)));
        ProfileView before = node.profile(PATIENT);
        node.passivate(PATIENT);
        ProfileView after = node.profile(PATIENT);
        assertThat(after).isEqualTo(before);
        await().untilAsserted(() -> assertThat(
                        storage.profiles().load(PATIENT).toCompletableFuture().join())
                .hasValueSatisfying(stored -> assertThat(stored.seq()).isEqualTo(300)));
    }

    @Test
    void a_clean_stop_leaves_a_closed_mark_that_the_next_life_forgets() {
        node.record(glucose("a", 0, 100));
        node.passivate(PATIENT);
        await().untilAsserted(() -> assertThat(
                        storage.journal().writers(PATIENT).toCompletableFuture().join())
                .singleElement()
                .satisfies(mark -> assertThat(mark.closed()).isTrue()));
        node.record(glucose("b", 5, 100));
        node.passivate(PATIENT);
        await().untilAsserted(() -> assertThat(
                        storage.journal().writers(PATIENT).toCompletableFuture().join())
                .singleElement()
                .satisfies(mark -> assertThat(mark.lastSeq()).isEqualTo(2)));
    }

    @Test
    void a_stop_while_the_journal_hangs_still_stops() {
        journal.hold();
        CompletableFuture<PatientReply> reply = node.patients
                .ask(new PatientCommand.Record(glucose("a", 0, 100), CALLER))
                .toCompletableFuture();
        await().until(() -> journal.held() == 1);
        node.passivate(PATIENT);
        assertThat(reply.join()).isInstanceOf(PatientReply.Rejected.class);
        journal.heal();
        assertThat(node.record(glucose("b", 0, 100))).isInstanceOf(PatientReply.Accepted.class);
    }

    @Test
    void two_writers_that_both_wrote_during_a_partition_merge() {
        node.record(glucose("a", 0, 100));
        node.passivate(PATIENT);
        await().until(() -> storage.journal().writers(PATIENT).toCompletableFuture().join().stream()
                .allMatch(WriterMark::closed));
        OtherSide.writes(storage.journal(), 2, glucose("b", 5, 110), glucose("c", 10, 120));
        // this side did not see them and used the same numbers
        OtherSide.writes(storage.journal(), 2, glucose("d", 15, 130), glucose("b", 5, 110));

        ProfileView profile = node.profile(PATIENT);

        assertThat(profile.messages()).isEqualTo(4);
        assertThat(profile.wearables().get(0).samples()).isEqualTo(4);
        assertThat(node.record(glucose("c", 10, 120))).isInstanceOf(PatientReply.Duplicate.class);
        assertThat(node.record(glucose("e", 20, 140))).isEqualTo(new PatientReply.Accepted(4));
    }

    @Test
    void a_write_that_lands_after_its_writer_died_is_found() {
        node.record(glucose("a", 0, 100));
        node.passivate(PATIENT);
        node.profile(PATIENT);
        OtherSide zombie = OtherSide.marked(storage.journal(), 2);
        node.passivate(PATIENT);
        node.record(glucose("b", 5, 100));
        node.passivate(PATIENT);
        zombie.write(glucose("late-landing", 60, 100));

        node.profile(PATIENT);
        node.passivate(PATIENT);

        assertThat(node.profile(PATIENT).messages()).isEqualTo(3);
    }

    @Test
    void the_past_is_answered_as_it_was_known() {
        node.record(glucose("a", 0, 100));
        node.record(glucose("b", 5, 200));
        Instant between = stored(PATIENT).get(1).receivedAt().minusNanos(1);
        assertThat(((PatientReply.Profile) node.ask(new PatientCommand.GetProfile(PATIENT, CALLER, new AsOf.Seq(1))))
                        .profile()
                        .wearables()
                        .get(0)
                        .latest())
                .isEqualTo(100);
        assertThat(((PatientReply.Profile)
                                node.ask(new PatientCommand.GetProfile(PATIENT, CALLER, new AsOf.ReceivedAt(between))))
                        .profile()
                        .messages())
                .isEqualTo(1);
        assertThat(node.ask(new PatientCommand.GetProfile(PATIENT, CALLER, new AsOf.Seq(9))))
                .isEqualTo(new PatientReply.Rejected(new Rejection.AsOfNotReached("seq:9", 2)));
    }

    @Test
    void the_timeline_comes_in_pages_newest_first() {
        IntStream.rangeClosed(1, 7).forEach(i -> node.record(glucose("m-" + i, i, 100)));
        var first =
                (PatientReply.Timeline) node.ask(new PatientCommand.GetTimeline(PATIENT, CALLER, Long.MAX_VALUE, 4));
        assertThat(first.entries()).extracting(entry -> entry.messageId()).containsExactly("m-7", "m-6", "m-5", "m-4");
        assertThat(first.entries().get(0).summary()).isEqualTo("glucose, 1 sample");
        var second = (PatientReply.Timeline) node.ask(
                new PatientCommand.GetTimeline(PATIENT, CALLER, Objects.requireNonNull(first.nextBeforeSeq()), 4));
        assertThat(second.entries()).extracting(entry -> entry.messageId()).containsExactly("m-3", "m-2", "m-1");
        assertThat(second.nextBeforeSeq()).isNull();
    }

    @Test
    void a_sample_behind_the_horizon_is_refolded_from_the_journal() {
        node.close();
        node = TestNode.single(
                TestNode.Ports.of(storage).with(journal),
                "anamnesis.sharding.profile.freeze-after-events = 0, anamnesis.sharding.entity.snapshot-min-events = 1");
        int day = 24 * 60;
        node.record(wearable("old", "glucose", "mg/dL", "d-1", 0, new long[] {0, 5}, new double[] {100, 120}));
        node.record(glucose("new", 40L * day, 130));
        node.record(glucose("newer", 40L * day + 5, 130));
        node.passivate(PATIENT);

        ModalityMessage late = glucose("late", 10, 200);
        assertThat(node.record(late)).isEqualTo(new PatientReply.Accepted(4));

        WindowView window = ((PatientReply.Windows) node.ask(
                        new PatientCommand.GetWindows(PATIENT, CALLER, "glucose", START, START.plusSeconds(3600), 10)))
                .windows()
                .get(0);
        assertThat(window.count()).isEqualTo(3);
        assertThat(window.mean()).isEqualTo(140);
    }

    @Test
    void closed_windows_and_the_digest_are_written_behind() {
        node.record(glucose("a", 0, 100));
        node.record(glucose("b", 90, 120));
        await().untilAsserted(() -> assertThat(storage.windows()
                        .read(PATIENT, "glucose", START, START.plusSeconds(7200), 10)
                        .toCompletableFuture()
                        .join())
                .extracting(WindowView::mean)
                .contains(100d));
        int slice = Slices.of(PATIENT, 16);
        await().untilAsserted(() -> assertThat(storage.digests()
                        .load(slice, PATIENT)
                        .toCompletableFuture()
                        .join())
                .hasValueSatisfying(digest -> {
                    assertThat(digest.seq()).isEqualTo(2);
                    Digest.Part part = Objects.requireNonNull(digest.parts().get(Modality.WEARABLES));
                    assertThat(part.elements()).extracting(Digest.Element::kind).containsExactly("source", "metric");
                    assertThat(part.numbers()).containsEntry("glucose.mean[all]", 110d);
                }));
        await().until(() -> storage.digestCache().get(slice, PATIENT).isPresent());
    }

    @Test
    void a_writer_is_ahead_of_the_digest_until_it_stops_cleanly() {
        // Given
        int slice = Slices.of(PATIENT, 16);

        // When
        node.record(glucose("a", 0, 100));

        // Then
        assertThat(heads(slice)).singleElement().satisfies(head -> assertThat(head.ahead())
                .hasSize(1));

        // When
        node.passivate(PATIENT);

        // Then
        await().untilAsserted(() -> assertThat(heads(slice)).containsExactly(new DigestHead(PATIENT, 1, Set.of())));
    }

    private List<DigestHead> heads(int slice) {
        return storage.digests().heads(slice, null, 10).toCompletableFuture().join();
    }
}
