package io.anamnesis.sharding.client;

import static io.anamnesis.sharding.entity.TestNode.CALLER;
import static io.anamnesis.sharding.profile.Messages.PATIENT;
import static io.anamnesis.sharding.profile.Messages.glucose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FeedTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode.Ports ports = TestNode.Ports.of(storage);
    private final TestNode one = TestNode.single(ports);
    private final TestNode two = TestNode.joining(one, ports);

    @AfterEach
    void stop() {
        two.close();
        one.close();
    }

    /** Keeps what a watcher saw. */
    private static final class Seen implements FeedListener {
        final Queue<FeedFrame> frames = new ConcurrentLinkedQueue<>();
        volatile boolean closed;

        @Override
        public void frame(FeedFrame frame) {
            frames.add(frame);
        }

        @Override
        public void closed(@Nullable Rejection reason) {
            closed = true;
        }

        List<Long> deltas() {
            return frames.stream()
                    .filter(FeedFrame.Delta.class::isInstance)
                    .map(FeedFrame::seq)
                    .toList();
        }

        List<FusionView> fusions() {
            return frames.stream()
                    .filter(FeedFrame.Features.class::isInstance)
                    .map(frame -> ((FeedFrame.Features) frame).fusion())
                    .filter(Objects::nonNull)
                    .toList();
        }

        List<FeedFrame> onlyDeltas() {
            return frames.stream().filter(FeedFrame.Delta.class::isInstance).toList();
        }

        <T> long count(Class<T> type) {
            return frames.stream().filter(type::isInstance).count();
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private void write(int from, int to) {
        for (int i = from; i <= to; i++) {
            int minute = 5 * i;
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                PatientReply reply = one.record(glucose("m-" + minute, minute, 100));
                return reply instanceof PatientReply.Accepted || reply instanceof PatientReply.Duplicate;
            });
        }
    }

    private static void awaitDeltas(Seen seen, List<Long> expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(seen.deltas()).isEqualTo(expected));
    }

    @Test
    void a_watcher_on_another_node_sees_a_snapshot_then_every_delta_once() {
        write(1, 3);
        Seen seen = new Seen();
        two.feeds.open(PATIENT, CALLER, null, seen).request(Long.MAX_VALUE);
        await().until(() -> seen.count(FeedFrame.Snapshot.class) == 1);
        write(4, 60);
        awaitDeltas(seen, range(4, 60));
        assertThat(seen.frames.peek()).isInstanceOf(FeedFrame.Snapshot.class);
        assertThat(seen.closed).isFalse();
        await().until(() -> seen.count(FeedFrame.Features.class) > 0 && seen.count(FeedFrame.Heartbeat.class) > 0);
    }

    @Test
    void a_watcher_is_told_what_the_model_makes_of_the_patient_and_again_when_that_changed() {
        // Given a patient who changes no more
        write(1, 3);
        Seen seen = new Seen();
        two.feeds.open(PATIENT, CALLER, null, seen).request(Long.MAX_VALUE);

        // Then the watcher is told without a further message, of all that came
        await().atMost(Duration.ofSeconds(30)).until(() -> seen.fusions().size() == 1);
        assertThat(seen.fusions().get(0).seq()).isEqualTo(3);
        assertThat(seen.fusions().get(0).vector()).isEmpty();

        // When there is more
        write(4, 6);

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> seen.fusions().stream().anyMatch(fusion -> fusion.seq() == 6));
    }

    @Test
    void a_watcher_that_comes_back_goes_on_where_it_was_also_across_passivation() {
        write(1, 20);
        one.passivate(PATIENT);
        Seen seen = new Seen();
        FeedSubscription feed = two.feeds.open(PATIENT, CALLER, 5L, seen);
        feed.request(Long.MAX_VALUE);
        awaitDeltas(seen, range(6, 20));
        one.passivate(PATIENT);
        write(21, 40);
        awaitDeltas(seen, range(6, 40));
        feed.close();
        write(41, 45);
        Seen again = new Seen();
        two.feeds.open(PATIENT, CALLER, 40L, again).request(Long.MAX_VALUE);
        awaitDeltas(again, range(41, 45));
        assertThat(seen.count(FeedFrame.Snapshot.class) + again.count(FeedFrame.Snapshot.class))
                .isZero();
    }

    @Test
    void replayed_deltas_say_what_the_live_ones_said() {
        Seen live = new Seen();
        one.feeds.open(PATIENT, CALLER, 0L, live).request(Long.MAX_VALUE);
        write(1, 50);
        write(3, 3);
        awaitDeltas(live, range(1, 50));
        one.passivate(PATIENT);
        Seen replayed = new Seen();
        two.feeds.open(PATIENT, CALLER, 0L, replayed).request(Long.MAX_VALUE);
        awaitDeltas(replayed, range(1, 50));
        assertThat(replayed.onlyDeltas()).isEqualTo(live.onlyDeltas());
    }

    @Test
    void a_delta_shows_its_windows_as_they_were_although_its_batch_changed_them_further() {
        Seen live = new Seen();
        one.feeds.open(PATIENT, CALLER, 0L, live).request(Long.MAX_VALUE);
        write(1, 1);
        IntStream.rangeClosed(1, 60)
                .mapToObj(i -> one.patients
                        .ask(new PatientCommand.Record(glucose("together-" + i, 10 + i % 3, 100 + i), CALLER))
                        .toCompletableFuture())
                .toList()
                .forEach(CompletableFuture::join);
        awaitDeltas(live, range(1, 61));
        one.passivate(PATIENT);
        Seen replayed = new Seen();
        two.feeds.open(PATIENT, CALLER, 0L, replayed).request(Long.MAX_VALUE);
        awaitDeltas(replayed, range(1, 61));
        assertThat(replayed.onlyDeltas()).isEqualTo(live.onlyDeltas());
    }

    @Test
    void a_feed_outlives_the_node_of_its_patient() {
        Seen seen = new Seen();
        two.feeds.open(PATIENT, CALLER, 0L, seen).request(Long.MAX_VALUE);
        Seen other = new Seen();
        one.feeds.open(PATIENT, CALLER, 0L, other).request(Long.MAX_VALUE);
        write(1, 10);
        awaitDeltas(seen, range(1, 10));
        TestNode three = TestNode.joining(one, ports);
        try {
            three.close();
            write(11, 30);
            awaitDeltas(seen, range(1, 30));
            awaitDeltas(other, range(1, 30));
        } finally {
            three.close();
        }
    }

    @Test
    void a_watcher_that_takes_nothing_is_conflated_and_told_so() {
        Seen seen = new Seen();
        FeedSubscription feed = two.feeds.open(PATIENT, CALLER, 0L, seen);
        feed.request(1);
        write(1, 400);
        await().until(() -> seen.frames.size() == 1);
        feed.request(Long.MAX_VALUE);
        await().until(() -> seen.count(FeedFrame.Snapshot.class) == 1);
        FeedFrame.Conflated conflated = (FeedFrame.Conflated) seen.frames.stream()
                .filter(FeedFrame.Conflated.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(conflated.seq()).isEqualTo(400);
        assertThat(conflated.skipped()).isGreaterThan(256);
        write(401, 402);
        await().until(() -> seen.deltas().contains(402L));
    }
}
