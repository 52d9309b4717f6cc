package io.anamnesis.node.supervise;

import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what a run state records, from outside: the supervisor first, which stops its children in order; then whatever is
 * left. Only a process whose start time matches its record is touched.
 */
public final class Shutdown {
    private final Duration supervisorWithin;
    private final Duration childWithin;

    /**
     * @param supervisorWithin how long the supervisor has to stop everything
     * @param childWithin how long a child that it left behind has
     */
    public Shutdown(Duration supervisorWithin, Duration childWithin) {
        this.supervisorWithin = supervisorWithin;
        this.childWithin = childWithin;
    }

    /** Ends the processes and says, one sentence each, what was done. */
    public List<String> run(RunState state) {
        List<String> done = new ArrayList<>();
        List<Recorded> children = liveChildren(state);
        boolean supervised = state.supervisor()
                .live()
                .map(process -> end(process, supervisorWithin))
                .orElse(true);
        if (supervised) {
            children.stream().filter(child -> !child.isLive()).forEach(child -> done.add("stopped " + child));
        }
        for (Recorded child : children) {
            child.mark.live().ifPresent(process -> {
                boolean left = end(process, childWithin);
                done.add((left ? "stopped " : "killed ") + child);
            });
        }
        if (!supervised) {
            done.add("killed supervisor (pid " + state.supervisor().pid() + ")");
        }
        return done;
    }

    private record Recorded(String name, ProcessMark mark) {
        boolean isLive() {
            return mark.live().isPresent();
        }

        @Override
        public String toString() {
            return name + " (pid " + mark.pid() + ")";
        }
    }

    private static List<Recorded> liveChildren(RunState state) {
        List<Recorded> live = new ArrayList<>();
        for (RunState.RunningChild child : state.children()) {
            ProcessMark mark = child.process();
            if (mark != null && mark.live().isPresent()) {
                live.add(new Recorded(child.name(), mark));
            }
        }
        return live;
    }

    /** SIGTERM, then SIGKILL; whether the first was enough. */
    private static boolean end(ProcessHandle process, Duration within) {
        process.destroy();
        if (awaitEnd(process, within)) {
            return true;
        }
        process.destroyForcibly();
        awaitEnd(process, Duration.ofSeconds(5));
        return false;
    }

    /** Waits for all recorded processes to end by themselves; those that did not in time. */
    public static List<String> awaitAll(RunState state, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<String> left = new ArrayList<>();
        for (Recorded child : liveChildren(state)) {
            Optional<ProcessHandle> process = child.mark.live();
            Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (process.isPresent() && !awaitEnd(process.get(), rest)) {
                left.add(child.toString());
            }
        }
        return left;
    }

    private static boolean awaitEnd(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
