package io.anamnesis.node.supervise;

import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunFile;
import io.anamnesis.node.home.RunLock;
import io.anamnesis.node.home.RunState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * One system under this process's supervision: holds the home's lock, keeps {@code run.json} true, and leaves neither behind
 * when it is closed.
 */
public final class LocalSystem implements AutoCloseable {
    /** A node takes at most 25 s to stop, and halts itself after 30 s. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(35);

    private final RunLock lock;
    private final RunFile file;
    private final SystemPlan plan;
    private final ProcessMark self = ProcessMark.of(ProcessHandle.current());
    private final SupervisorListener listener;
    private final Supervisor supervisor;
    private boolean closed;

    private LocalSystem(Home home, RunLock lock, SystemPlan plan, Predicate<URI> isReady, SupervisorListener listener) {
        this.lock = lock;
        this.file = new RunFile(home.runFile());
        this.plan = plan;
        this.listener = listener;
        this.supervisor = new Supervisor(plan.stages(isReady), Backoff.STANDARD, STOP_WITHIN, new Recorder());
    }

    /** A system that is not started yet; empty where another supervisor holds this home. */
    public static Optional<LocalSystem> claim(
            Home home, SystemPlan plan, Predicate<URI> isReady, SupervisorListener listener) throws IOException {
        return RunLock.tryAcquire(home).map(lock -> new LocalSystem(home, lock, plan, isReady, listener));
    }

    /** Starts everything and returns when all of it is ready; on a failure all is stopped again. */
    public RunState start() throws StartFailure, InterruptedException {
        supervisor.start();
        return state();
    }

    /** What runs now. */
    public RunState state() {
        return plan.state(self, supervisor.statuses());
    }

    /** See {@link Supervisor#ended}. */
    public CompletionStage<Supervisor.Ending> ended() {
        return supervisor.ended();
    }

    /** Stops the nodes, then the database; removes {@code run.json}; lets go of the lock. */
    @Override
    public void close() {
        supervisor.stop();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                file.remove();
                lock.close();
            } catch (IOException e) {
                listener.notice("the state folder could not be tidied: " + e.getMessage());
            }
        }
    }

    private synchronized void record(List<ChildStatus> children) {
        if (closed) {
            return;
        }
        try {
            file.write(plan.state(self, children));
        } catch (IOException e) {
            listener.notice("what runs could not be written down: " + e.getMessage());
        }
    }

    /** Writes down every change before it is told on. */
    private final class Recorder implements SupervisorListener {
        @Override
        public void changed(List<ChildStatus> children) {
            record(children);
            listener.changed(children);
        }

        @Override
        public void waiting(String child) {
            listener.waiting(child);
        }

        @Override
        public void ready(String child) {
            listener.ready(child);
        }

        @Override
        public void notice(String sentence) {
            listener.notice(sentence);
        }
    }
}
