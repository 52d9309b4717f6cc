package io.anamnesis.node.supervise;

import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.ChildStatus.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One planned process and its present incarnation. Guarded by its supervisor's lock. */
final class Child {
    private final ChildPlan plan;
    private Phase phase = Phase.WAITING;
    private @Nullable Process process;
    private @Nullable ProcessMark mark;
    private long startedNanos;
    private int deathsInARow;
    private int restarts;

    Child(ChildPlan plan) {
        this.plan = plan;
    }

    ChildPlan plan() {
        return plan;
    }

    Phase phase() {
        return phase;
    }

    @Nullable
    Process process() {
        return process;
    }

    ChildStatus status() {
        return new ChildStatus(plan.name(), phase, mark, restarts);
    }

    /** Its standard input stays open for as long as this process lives: its end tells the child to leave. */
    Process launch() throws IOException {
        Path folder = plan.output().toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Process started = new ProcessBuilder(plan.command().line())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.output().toFile()))
                .start();
        if (phase == Phase.RESTARTING) {
            restarts++;
        }
        process = started;
        mark = ProcessMark.of(started.toHandle());
        startedNanos = System.nanoTime();
        phase = Phase.RUNNING;
        return started;
    }

    /** Notes a death and says how long to wait before the next start; null where there is none. */
    @Nullable
    Duration died(Backoff backoff) {
        Duration lived = Duration.ofNanos(System.nanoTime() - startedNanos);
        return endedAfter(lived, backoff);
    }

    /** A start that did not even make a process counts as a death. */
    @Nullable
    Duration failedToStart(Backoff backoff) {
        return endedAfter(Duration.ZERO, backoff);
    }

    private @Nullable Duration endedAfter(Duration lived, Backoff backoff) {
        forget();
        deathsInARow = lived.compareTo(backoff.healthyAfter()) >= 0 ? 1 : deathsInARow + 1;
        if (backoff.isHopeless(deathsInARow)) {
            phase = Phase.GIVEN_UP;
            return null;
        }
        phase = Phase.RESTARTING;
        return backoff.wait(deathsInARow);
    }

    void left() {
        forget();
        phase = Phase.LEFT;
    }

    void stopped() {
        forget();
        phase = Phase.STOPPED;
    }

    private void forget() {
        process = null;
        mark = null;
    }

    /** SIGTERM that leaves the pipe open: {@code Process.destroy} would close it too. */
    static void askToLeave(Process process) {
        process.toHandle().destroy();
    }

    /** Waits for the end; kills what is left at the deadline. */
    static boolean awaitEnd(Process process, long deadlineNanos) throws InterruptedException {
        if (process.waitFor(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            return true;
        }
        process.destroyForcibly();
        process.waitFor(5, TimeUnit.SECONDS);
        return false;
    }
}
