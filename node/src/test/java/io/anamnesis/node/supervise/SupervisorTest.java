package io.anamnesis.node.supervise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.ChildStatus.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Backoff QUICK =
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMinutes(5), 3);

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_stage_starts_when_the_one_before_is_ready_and_nothing_is_left_after_the_stop() throws Exception {
        Children children = new Children(folder);
        Supervisor supervisor = supervisor(
                children,
                List.of(List.of(children.plan("storage", "")), List.of(children.plan("node-1", "watch"))),
                20);

        supervisor.start();
        List<ProcessMark> marks = marks(supervisor);
        supervisor.stop();

        assertThat(children.readyInOrder()).containsExactly("storage", "node-1");
        assertThat(marks).hasSize(2).allMatch(mark -> mark.live().isEmpty());
        assertThat(supervisor.statuses()).extracting(ChildStatus::phase).containsOnly(Phase.STOPPED);
        assertThat(supervisor.ended().toCompletableFuture()).isCompletedWithValue(Supervisor.Ending.STOPPED);
    }

    @Test
    void a_killed_child_is_started_again_as_another_process() throws Exception {
        Children children = new Children(folder);
        try (Supervisor supervisor = supervisor(children, List.of(List.of(children.plan("node-1", ""))), 20)) {
            supervisor.start();
            ProcessMark before = marks(supervisor).get(0);

            before.live().orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> supervisor.statuses().get(0).restarts() == 1);
            assertThat(marks(supervisor).get(0)).isNotEqualTo(before);
            assertThat(children.notices()).anyMatch(notice -> notice.startsWith("node-1 ended with code"));
        }
    }

    @Test
    void a_child_that_dies_over_and_over_is_given_up() throws Exception {
        Children children = new Children(folder);
        try (Supervisor supervisor = supervisor(children, List.of(List.of(children.plan("node-1", ""))), 20)) {
            supervisor.start();
            for (int death = 1; death <= QUICK.attempts(); death++) {
                int restarts = death - 1;
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> supervisor.statuses().get(0).restarts() == restarts
                                && supervisor.statuses().get(0).process() != null);
                marks(supervisor).get(0).live().ifPresent(ProcessHandle::destroyForcibly);
            }

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> supervisor.ended().toCompletableFuture().isDone());
            assertThat(supervisor.statuses().get(0).phase()).isEqualTo(Phase.GIVEN_UP);
            assertThat(supervisor.ended().toCompletableFuture()).isCompletedWithValue(Supervisor.Ending.GIVEN_UP);
        }
    }

    @Test
    void a_child_that_dies_before_it_is_ready_fails_the_start_with_its_last_words() {
        Children children = new Children(folder);
        Supervisor supervisor = supervisor(
                children, List.of(List.of(children.plan("storage", "")), List.of(children.plan("node-1", "fail"))), 20);

        assertThatThrownBy(supervisor::start).isInstanceOfSatisfying(StartFailure.class, failure -> {
            assertThat(failure).hasMessage("node-1 ended with code 7 while the system started");
            assertThat(failure.tail()).containsExactly("first line", "the reason stands here");
        });
        assertThat(supervisor.statuses()).extracting(ChildStatus::process).containsOnlyNulls();
    }

    @Test
    void a_child_that_does_not_leave_is_killed() throws Exception {
        Children children = new Children(folder);
        Supervisor supervisor = supervisor(children, List.of(List.of(children.plan("node-1", "stubborn"))), 1);
        supervisor.start();
        ProcessMark mark = marks(supervisor).get(0);

        supervisor.stop();

        assertThat(mark.live()).isEmpty();
        assertThat(children.notices()).containsExactly("node-1 did not leave within 1 s: killed");
    }

    @Test
    void waits_double_up_to_the_longest() {
        Backoff backoff = Backoff.STANDARD;

        assertThat(List.of(backoff.wait(1), backoff.wait(2), backoff.wait(3), backoff.wait(6), backoff.wait(60)))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    private static Supervisor supervisor(Children children, List<List<ChildPlan>> stages, int stopSeconds) {
        return new Supervisor(stages, QUICK, Duration.ofSeconds(stopSeconds), children);
    }

    private static List<ProcessMark> marks(Supervisor supervisor) {
        return supervisor.statuses().stream()
                .map(status -> requireNonNull(status.process()))
                .toList();
    }
}
