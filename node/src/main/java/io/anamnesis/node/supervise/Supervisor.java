package io.anamnesis.node.supervise;

import io.anamnesis.node.supervise.ChildStatus.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts children stage by stage, starts the dead again, stops all in the reverse order of stages.
 *
 * <p>Until a child was ready once, its death fails the start: something is wrong that a repeat would not mend. Later deaths
 * are answered with a restart, see {@link Backoff}.
 */
public final class Supervisor implements AutoCloseable {
    /** How supervision ended. */
    public enum Ending {
        /** All children were stopped on request. */
        STOPPED,
        /** All children of one stage died too often, or left. */
        GIVEN_UP
    }

    private static final Set<Phase> GONE = EnumSet.of(Phase.GIVEN_UP, Phase.LEFT);
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<List<Child>> stages;
    private final Backoff backoff;
    private final Duration stopWithin;
    private final SupervisorListener listener;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "supervisor");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final Object stopOnce = new Object();
    private boolean stopping;

    /**
     * @param stages each starts when all of the one before are ready
     * @param stopWithin how long the children of one stage have to leave before they are killed
     */
    public Supervisor(List<List<ChildPlan>> stages, Backoff backoff, Duration stopWithin, SupervisorListener listener) {
        this.stages = stages.stream()
                .map(stage -> stage.stream().map(Child::new).toList())
                .toList();
        this.backoff = backoff;
        this.stopWithin = stopWithin;
        this.listener = listener;
    }

    /**
     * Starts every child and returns when all are ready.
     *
     * @throws StartFailure where a child died or was not ready in time; everything is stopped again
     */
    public void start() throws StartFailure, InterruptedException {
        try {
            for (List<Child> stage : stages) {
                launch(stage);
                for (Child child : stage) {
                    awaitReady(child);
                }
            }
            watchAll();
        } catch (StartFailure | InterruptedException e) {
            stop();
            throw e;
        }
    }

    /** Completes when all children were stopped, or when every one of a stage was given up. */
    public CompletionStage<Ending> ended() {
        return ended.minimalCompletionStage();
    }

    /** Every child as it is now, by stage. */
    public synchronized List<ChildStatus> statuses() {
        List<ChildStatus> statuses = new ArrayList<>();
        stages.forEach(stage -> stage.forEach(child -> statuses.add(child.status())));
        return statuses;
    }

    private void launch(List<Child> stage) throws StartFailure {
        for (Child child : stage) {
            synchronized (this) {
                if (stopping) {
                    throw new StartFailure("stopped while starting", List.of());
                }
                try {
                    child.launch();
                } catch (IOException e) {
                    throw new StartFailure(child.plan().name() + " can't be started: " + e.getMessage(), List.of());
                }
            }
        }
        listener.changed(statuses());
    }

    private void awaitReady(Child child) throws StartFailure, InterruptedException {
        ChildPlan plan = child.plan();
        Process process = processOf(child);
        long deadline = System.nanoTime() + plan.readyWithin().toNanos();
        while (!plan.readiness().isReady()) {
            process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
            failWhereOneDied();
            if (System.nanoTime() > deadline) {
                throw failure(
                        plan,
                        plan.name() + " was not ready within "
                                + plan.readyWithin().toSeconds() + " s");
            }
            listener.waiting(plan.name());
        }
        listener.ready(plan.name());
    }

    private synchronized void failWhereOneDied() throws StartFailure {
        for (List<Child> stage : stages) {
            for (Child child : stage) {
                Process process = child.process();
                if (process != null && !process.isAlive()) {
                    ChildPlan plan = child.plan();
                    throw failure(
                            plan,
                            plan.name() + " ended with code " + process.exitValue() + " while the system started");
                }
            }
        }
    }

    private synchronized Process processOf(Child child) throws StartFailure {
        Process process = child.process();
        if (process == null) {
            throw new StartFailure("stopped while starting", List.of());
        }
        return process;
    }

    private static StartFailure failure(ChildPlan plan, String message) {
        return new StartFailure(message, StartFailure.tailOf(plan.output(), plan.log()));
    }

    private synchronized void watchAll() {
        stages.forEach(stage -> stage.forEach(this::watch));
    }

    private void watch(Child child) {
        Process process = child.process();
        if (process != null) {
            var unused = process.onExit().thenAccept(dead -> onLoop(() -> died(child, dead)));
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // everything was stopped: nobody cares for this child any more
        }
    }

    private void died(Child child, Process dead) {
        synchronized (this) {
            if (stopping || child.process() != dead) {
                return;
            }
            if (dead.exitValue() == 0) {
                child.left();
                listener.notice(child.plan().name() + " has left, as it was asked to, and stays out");
                endWhereHopeless();
            } else {
                String how = "ended with code " + dead.exitValue();
                again(child, child.died(backoff), how);
            }
        }
        listener.changed(statuses());
    }

    private void again(Child child, @Nullable Duration wait, String how) {
        if (wait == null) {
            listener.notice(child.plan().name() + " " + how + " and was given up after " + backoff.attempts()
                    + " deaths in a row; see " + child.plan().log());
            endWhereHopeless();
            return;
        }
        listener.notice(child.plan().name() + " " + how + "; starting it again in " + wait.toMillis() + " ms");
        var unused = loop.schedule(() -> restart(child), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restart(Child child) {
        synchronized (this) {
            if (stopping) {
                return;
            }
            try {
                child.launch();
                watch(child);
            } catch (IOException e) {
                again(child, child.failedToStart(backoff), "can't be started");
            }
        }
        listener.changed(statuses());
    }

    private void endWhereHopeless() {
        boolean hopeless =
                stages.stream().anyMatch(stage -> stage.stream().allMatch(child -> GONE.contains(child.phase())));
        if (hopeless) {
            ended.complete(Ending.GIVEN_UP);
        }
    }

    /** Stops the last stage first. Returns when nothing is left; a second call waits for the first. */
    public void stop() {
        synchronized (this) {
            stopping = true;
        }
        synchronized (stopOnce) {
            for (int i = stages.size() - 1; i >= 0; i--) {
                stopStage(stages.get(i));
            }
        }
        loop.shutdownNow();
        ended.complete(Ending.STOPPED);
    }

    private void stopStage(List<Child> stage) {
        List<Child> live = new ArrayList<>();
        List<Process> processes = new ArrayList<>();
        synchronized (this) {
            for (Child child : stage) {
                Process process = child.process();
                if (process != null) {
                    Child.askToLeave(process);
                    live.add(child);
                    processes.add(process);
                }
            }
        }
        long deadline = System.nanoTime() + stopWithin.toNanos();
        for (int i = 0; i < live.size(); i++) {
            awaitEnd(live.get(i), processes.get(i), deadline);
        }
        if (!live.isEmpty()) {
            listener.changed(statuses());
        }
    }

    private void awaitEnd(Child child, Process process, long deadline) {
        try {
            if (!Child.awaitEnd(process, deadline)) {
                listener.notice(child.plan().name() + " did not leave within " + stopWithin.toSeconds() + " s: killed");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            child.stopped();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
