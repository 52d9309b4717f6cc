package io.anamnesis.sharding.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.LiveCohorts;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes in this JVM over one storage; each patient has one glucose value, which the next message corrects. */
final class LiveCohortClusterTest {
    private static final CohortName HIGH = new CohortName("high-glucose");
    private static final Duration LONG = Duration.ofSeconds(60);

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode.Ports ports = TestNode.Ports.of(storage);
    private final TestNode one = TestNode.single(ports);
    private final List<TestNode> nodes = new ArrayList<>(List.of(one));
    private final Map<PatientId, Double> values = new TreeMap<>();
    private int messages;

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void who_is_in_is_known_and_watchers_see_each_change_once_and_in_order() {
        // Given
        set(1, 200);
        set(2, 100);
        define("glucose.mean[all] > 180");
        awaitMembers(1);
        WatchedFeed feed = new WatchedFeed();
        FeedSubscription subscription = one.cohorts.watch(HIGH, TestNode.CALLER, null, feed);
        subscription.request(Long.MAX_VALUE);
        await().atMost(LONG).until(() -> !feed.frames.isEmpty());
        assertThat(feed.frames.get(0)).isInstanceOf(CohortFrame.Snapshot.class);

        // When
        set(2, 190);
        awaitMembers(1, 2);
        set(1, 90);
        set(3, 300);
        awaitMembers(2, 3);

        // Then
        await().atMost(LONG).until(() -> feed.changes.size() >= 3);
        assertThat(feed.changes.get(0).move()).isEqualTo(CohortMove.ENTERED);
        assertThat(feed.changes.get(0).patient()).isEqualTo(patient(2));
        assertThat(feed.changes).extracting(CohortChange::seq).containsExactly(2L, 3L, 4L);
        assertThat(history()).hasSize(4);
        assertThat(history().subList(1, 4)).isEqualTo(feed.changes);

        // When: resumed from the first change
        WatchedFeed resumed = new WatchedFeed();
        one.cohorts.watch(HIGH, TestNode.CALLER, 1L, resumed).request(2);
        await().atMost(LONG).until(() -> resumed.changes.size() == 2);

        // Then
        assertThat(resumed.changes).isEqualTo(history().subList(1, 3));
        assertThat(resumed.frames).hasSize(2);
    }

    @Test
    void another_criterion_is_a_new_version_and_the_difference_comes_as_changes() {
        // Given
        set(1, 200);
        set(2, 150);
        define("glucose.mean[all] > 180");
        awaitMembers(1);

        // When
        CohortState second = define("glucose.mean[all] < 180");
        awaitMembers(2);

        // Then
        assertThat(second.cohort().version()).isEqualTo(2);
        assertThat(history()).extracting(CohortChange::version).containsExactly(1, 2, 2);
        assertThat(define("glucose.mean[all] < 180").cohort().version()).isEqualTo(2);

        // When
        one.cohorts.end(HIGH, TestNode.CALLER).toCompletableFuture().join();

        // Then: the history stays, the members are not to be had
        assertThat(history()).hasSize(3);
        assertThat(join(one.cohorts.members(HIGH, null, 10, TestNode.CALLER)))
                .isEqualTo(new QueryResult.Refused<>(new Rejection.UnknownCohort(HIGH.value())));
        assertThat(join(one.cohorts.list(null, 10, TestNode.CALLER)))
                .singleElement()
                .satisfies(cohort -> assertThat(cohort.lives()).isFalse());

        // When: begun again
        set(1, 170);
        define("glucose.mean[all] < 180");

        // Then
        awaitMembers(1, 2);
        assertThat(history()).extracting(CohortChange::seq).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void who_is_nearest_is_no_live_cohort_and_an_unknown_one_is_not_watched() {
        assertThat(join(one.cohorts.define(HIGH, criterion("near(p-1, notes.m, 5)"), "", TestNode.CALLER)))
                .isInstanceOfSatisfying(QueryResult.Refused.class, refused -> assertThat(refused.rejection())
                        .isInstanceOf(Rejection.Malformed.class));
        WatchedFeed feed = new WatchedFeed();
        one.cohorts.watch(HIGH, TestNode.CALLER, null, feed).request(10);
        await().atMost(LONG).until(() -> feed.closed);
        assertThat(feed.reason).isEqualTo(new Rejection.UnknownCohort(HIGH.value()));
    }

    @Test
    void who_turns_with_time_alone_is_told_without_a_message() {
        // Given: a value that is too old a few seconds from now
        set(1, 200);
        Duration age =
                Duration.between(Messages.START, Instant.now().plusSeconds(4)).truncatedTo(ChronoUnit.SECONDS);
        join(one.cohorts.define(
                HIGH,
                new Criterion.ModalityIs(Modality.WEARABLES, Criterion.ModalityIs.State.STALE, age),
                "",
                TestNode.CALLER));

        // Then
        await().atMost(LONG).until(() -> {
            CohortState state = members().state();
            return state.settledSlices() == state.slices();
        });
        awaitMembers(1);
        assertThat(history()).singleElement().satisfies(change -> {
            assertThat(change.patientSeq()).isEqualTo(1);
            assertThat(change.at()).isAfterOrEqualTo(Messages.START.plus(age));
        });
    }

    @Test
    void a_cohort_is_the_same_after_all_nodes_were_gone() {
        // Given
        for (int i = 0; i < 20; i++) {
            set(i, i % 2 == 0 ? 200 : 100);
        }
        define("glucose.mean[all] > 180");
        awaitRight();
        List<CohortChange> before = history();

        // When
        one.close();
        nodes.set(0, TestNode.single(ports));

        // Then
        awaitRight();
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void while_nodes_come_and_go_every_change_is_told_once_and_adds_up() {
        // Given
        define("glucose.mean[all] > 180");
        WatchedFeed feed = new WatchedFeed();
        FeedSubscription subscription = one.cohorts.watch(HIGH, TestNode.CALLER, 0L, feed);
        subscription.request(Long.MAX_VALUE);
        WatchedFeed slow = new WatchedFeed();
        FeedSubscription idle = one.cohorts.watch(HIGH, TestNode.CALLER, 0L, slow);
        Random random = new Random(7);

        // When
        churn(random, 150);
        nodes.add(TestNode.joining(one, ports));
        churn(random, 150);
        TestNode three = TestNode.joining(one, ports);
        nodes.add(three);
        churn(random, 150);
        await().atMost(LONG).until(() -> !three.index.status().slices().isEmpty());
        churn(random, 150);
        three.close();
        nodes.remove(three);
        churn(random, 150);

        // Then
        awaitRight();
        List<CohortChange> history = history();
        await().atMost(LONG).until(() -> feed.changes.size() >= history.size());
        assertThat(feed.changes).isEqualTo(history);
        addsUp(history);

        // When: somebody who took nothing until now takes all
        assertThat(slow.frames).isEmpty();
        idle.request(Long.MAX_VALUE);

        // Then
        await().atMost(LONG).until(() -> slow.changes.size() >= history.size());
        assertThat(slow.changes).isEqualTo(history);
    }

    /** Numbers have no gap, and a patient enters and leaves by turns. */
    private static void addsUp(List<CohortChange> history) {
        Map<PatientId, CohortMove> last = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            assertThat(history.get(i).seq()).isEqualTo(i + 1);
            CohortMove before =
                    last.put(history.get(i).patient(), history.get(i).move());
            assertThat(history.get(i).move()).isNotEqualTo(before == null ? CohortMove.LEFT : before);
        }
    }

    @Test
    void what_the_store_did_not_confirm_is_told_once_all_the_same() {
        // Given
        UnsureCohorts unsure = new UnsureCohorts(storage.cohorts());
        one.close();
        nodes.set(0, TestNode.single(ports.with(unsure)));
        define("glucose.mean[all] > 180");
        WatchedFeed feed = new WatchedFeed();
        nodes.get(0).cohorts.watch(HIGH, TestNode.CALLER, 0L, feed).request(Long.MAX_VALUE);

        // When
        churn(new Random(3), 200);

        // Then
        awaitRight();
        List<CohortChange> history = history();
        await().atMost(LONG).until(() -> feed.changes.size() >= history.size());
        assertThat(unsure.failures()).isPositive();
        assertThat(feed.changes).isEqualTo(history);
        addsUp(history);
    }

    private void churn(Random random, int times) {
        for (int i = 0; i < times; i++) {
            set(random.nextInt(30), random.nextBoolean() ? 200 : 100);
        }
    }

    private static Criterion criterion(String text) {
        try {
            return CriterionText.parse(text);
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    private CohortState define(String text) {
        return answered(nodes.get(0).cohorts.define(HIGH, criterion(text), "a test", TestNode.CALLER));
    }

    private static PatientId patient(int number) {
        return new PatientId("p-" + number);
    }

    private void set(int number, double value) {
        messages++;
        PatientReply reply = nodes.get(0)
                .record(Messages.wearable(
                        patient(number),
                        "m-" + messages,
                        "glucose",
                        "mg/dL",
                        "d-1",
                        messages,
                        new long[] {0},
                        new double[] {value}));
        assertThat(reply).isInstanceOf(PatientReply.Accepted.class);
        values.put(patient(number), value);
    }

    private List<CohortChange> history() {
        return answered(nodes.get(0).cohorts.history(HIGH, 0, 10_000, TestNode.CALLER));
    }

    private LiveCohorts.Members members() {
        return answered(nodes.get(0).cohorts.members(HIGH, null, 1_000, TestNode.CALLER));
    }

    private void awaitMembers(Integer... numbers) {
        List<PatientId> expected =
                List.of(numbers).stream().map(LiveCohortClusterTest::patient).toList();
        await().atMost(LONG).until(() -> members().members().stream()
                .map(CohortMember::patient)
                .toList()
                .equals(expected));
    }

    private void awaitRight() {
        List<PatientId> expected = values.entrySet().stream()
                .filter(each -> each.getValue() > 180)
                .map(Map.Entry::getKey)
                .toList();
        await().atMost(LONG).until(() -> {
            LiveCohorts.Members now = members();
            return now.state().settledSlices() == now.state().slices()
                    && now.members().stream()
                            .map(CohortMember::patient)
                            .toList()
                            .equals(expected);
        });
    }

    private static <T> T answered(CompletionStage<QueryResult<T>> stage) {
        QueryResult<T> result = join(stage);
        assertThat(result).isInstanceOf(QueryResult.Answered.class);
        return ((QueryResult.Answered<T>) result).answer();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
