package io.anamnesis.sharding.entity;

import static io.anamnesis.sharding.entity.TestNode.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.measure.LiveHeap;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.FeedListener;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real patients of a real node, and a heap that is as full as a test says. */
final class MemoryGuardTest {
    private static final int PATIENTS = 40;
    private static final MemorySettings SETTINGS = new MemorySettings(0.8, Duration.ofHours(1), 1_000);
    private static final LiveHeap ROOM = new LiveHeap(50, 100);

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode node = TestNode.single(TestNode.Ports.of(storage));
    private final AtomicReference<LiveHeap> heap = new AtomicReference<>(ROOM);
    private final AtomicLong nanos = new AtomicLong();
    private final MemoryGuard guard = new MemoryGuard(SETTINGS, node.awake, heap::get, nanos::get);

    @AfterEach
    void stop() {
        node.close();
    }

    private static PatientId patient(int number) {
        return new PatientId("p-" + number);
    }

    private static ModalityMessage message(int patient, int number) {
        return Messages.wearable(
                patient(patient),
                "m-" + patient + "-" + number,
                "glucose",
                "mg/dL",
                "cgm-7",
                number,
                new long[] {number},
                new double[] {100});
    }

    private void wakeAll() {
        for (int i = 0; i < PATIENTS; i++) {
            assertThat(node.record(message(i, 0))).isInstanceOf(PatientReply.Accepted.class);
        }
        assertThat(node.awake.size()).isEqualTo(PATIENTS);
    }

    private void awake(int expected) {
        await().atMost(Duration.ofSeconds(20)).until(() -> node.awake.size() == expected);
    }

    @Test
    void while_there_is_room_nobody_leaves() {
        wakeAll();
        guard.look();
        assertThat(node.awake.leaving()).isZero();
        assertThat(guard.state().acting()).isFalse();
        assertThat(guard.state().passivated()).isZero();
    }

    @Test
    void above_the_mark_those_leave_who_were_not_asked_for_longest_and_come_back_when_asked() {
        // Given forty who are awake, of whom the first five were asked again
        wakeAll();
        for (int i = 0; i < 5; i++) {
            node.profile(patient(i));
        }

        // When the heap is just over the mark
        heap.set(new LiveHeap(8_100, 10_000));
        guard.look();

        // Then some leave, so that it would be a little below the mark: those after the first five
        awake(PATIENTS - 6);
        MemoryGuard.State state = guard.state();
        assertThat(state.passivated()).isEqualTo(6);
        assertThat(state.lately()).isEqualTo(6);
        assertThat(state.acting()).isTrue();
        assertThat(state.stuck()).isFalse();

        // and the same collection moves nobody else, for it has not seen that they left
        guard.look();
        assertThat(node.awake.leaving()).isZero();
        assertThat(node.awake.size()).isEqualTo(PATIENTS - 6);

        // but a later one that is above the mark does, and one that was no help twice as many
        heap.set(new LiveHeap(8_050, 10_000));
        guard.look();
        awake(29);
        heap.set(new LiveHeap(8_060, 10_000));
        guard.look();
        awake(21);

        // and who left is whole, and awake again
        for (int i = 5; i < PATIENTS; i++) {
            assertThat(node.profile(patient(i)).messages()).isEqualTo(1);
            assertThat(node.record(message(i, 0))).as("known").isEqualTo(new PatientReply.Duplicate(1));
        }
        awake(PATIENTS);
    }

    @Test
    void whom_somebody_watches_stays_and_with_nobody_else_left_it_says_that_it_is_stuck() {
        // Given two patients, one of them watched
        node.record(message(0, 0));
        node.record(message(1, 0));
        List<FeedFrame> frames = new ArrayList<>();
        FeedSubscription watching = node.feeds.open(patient(0), CALLER, null, new FeedListener() {
            @Override
            public synchronized void frame(FeedFrame frame) {
                frames.add(frame);
            }

            @Override
            public void closed(@Nullable Rejection reason) {}
        });
        watching.request(100);
        await().until(() -> !frames.isEmpty());

        // When all should leave
        heap.set(new LiveHeap(100, 100));
        MemoryGuard strict =
                new MemoryGuard(new MemorySettings(0, Duration.ofHours(1), 1_000), node.awake, heap::get, nanos::get);
        strict.look();

        // Then
        awake(1);
        heap.set(new LiveHeap(99, 100));
        strict.look();
        assertThat(strict.state().stuck()).isTrue();
        assertThat(node.awake.size()).isEqualTo(1);
        int before = frames.size();
        node.record(message(0, 1));
        await().until(() -> frames.size() > before);

        // and when nobody watches any more the patient can leave
        watching.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            heap.set(new LiveHeap(nanos.incrementAndGet(), 100));
            strict.look();
            return node.awake.size() == 0;
        });
    }

    @Test
    void one_who_failed_and_never_said_that_it_left_does_not_hold_up_the_others_for_ever() {
        // Given an entity that is gone without a word, and is the longest idle
        AwakePatients few = new AwakePatients(nanos::get);
        few.enter(node.system.ignoreRef());
        MemoryGuard waits = new MemoryGuard(SETTINGS, few, heap::get, nanos::get);
        heap.set(new LiveHeap(90, 100));
        waits.look();
        assertThat(few.leaving()).isEqualTo(1);

        // When it is still waited for, and then no longer
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        heap.set(new LiveHeap(91, 100));
        waits.look();
        assertThat(few.size()).isEqualTo(1);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        waits.look();

        // Then
        assertThat(few.size()).isZero();
        assertThat(few.leaving()).isZero();
        assertThat(few.left()).as("it did not leave for that").isZero();
    }

    @Test
    void a_minute_after_the_last_left_it_says_that_all_is_calm() {
        wakeAll();
        heap.set(new LiveHeap(90, 100));
        guard.look();
        assertThat(guard.state().acting()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(guard.state().acting()).isFalse();
        assertThat(guard.state().lately()).isZero();
    }

    @Test
    void nothing_that_was_acknowledged_is_lost_while_everybody_is_sent_away_again_and_again() {
        // Given a guard that finds the heap full at each look
        MemoryGuard restless = new MemoryGuard(
                new MemorySettings(0, Duration.ofHours(1), 1_000),
                node.awake,
                () -> new LiveHeap(nanos.incrementAndGet(), Long.MAX_VALUE),
                nanos::get);

        // When messages come meanwhile, until many were sent away: a look while those of the one before still leave
        // sends nobody
        List<CompletableFuture<PatientReply>> replies = new ArrayList<>();
        int rounds = 0;
        for (; rounds < 30 || (restless.state().passivated() <= 10 && rounds < 3_000); rounds++) {
            for (int i = 0; i < 10; i++) {
                replies.add(node.patients
                        .ask(new PatientCommand.Record(message(i, rounds), CALLER))
                        .toCompletableFuture());
            }
            replies.get(replies.size() - 1).join();
            restless.look();
        }
        List<PatientReply> answers =
                replies.stream().map(CompletableFuture::join).toList();

        // Then every message was acknowledged, and every acknowledged one is there
        assertThat(answers).allSatisfy(answer -> assertThat(answer)
                .isInstanceOfAny(PatientReply.Accepted.class, PatientReply.Duplicate.class));
        assertThat(restless.state().passivated()).isGreaterThan(10);
        for (int i = 0; i < 10; i++) {
            assertThat(node.profile(patient(i)).messages()).isEqualTo(rounds);
        }
    }
}
