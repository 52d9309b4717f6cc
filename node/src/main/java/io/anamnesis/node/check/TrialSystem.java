package io.anamnesis.node.check;

import io.anamnesis.node.client.Probe;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.home.RunState.RunningChild;
import io.anamnesis.node.supervise.ChildStatus;
import io.anamnesis.node.supervise.JavaCommand;
import io.anamnesis.node.supervise.LocalSystem;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.supervise.SupervisorListener;
import io.anamnesis.node.supervise.SystemPlan;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A supervised system of the check's own, whose processes it may kill. It remembers every process that it ever saw. */
final class TrialSystem implements AutoCloseable {
    private static final int FIRST_HTTP_PORT = 18_700;
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration BACK_WITHIN = Duration.ofMinutes(4);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;

    private final Probe probe = new Probe();
    private final Set<ProcessMark> seen = ConcurrentHashMap.newKeySet();
    private final LocalSystem system;

    /** @throws IOException where another system holds the home */
    TrialSystem(Home home, int nodes, JavaCommand java, Terminal terminal) throws IOException {
        SystemPlan plan = new SystemPlan(home, java, null, nodes, FIRST_HTTP_PORT, READY_WITHIN);
        this.system = LocalSystem.claim(home, plan, probe::isReady, new Notes(terminal))
                .orElseThrow(() -> new IOException("another system runs in " + home.folder()));
    }

    /** Returns when every node is ready. */
    void start() throws StartFailure, InterruptedException {
        system.start();
        server().ifPresent(process -> seen.add(ProcessMark.of(process)));
    }

    /** Where the nodes answer, node 1 first. */
    List<URI> urls() {
        return system.state().urls();
    }

    /** Where the other nodes reach a node. */
    String address(int node) {
        return "127.0.0.1:" + system.state().nodes().get(node - 1).remotingPort();
    }

    /** The process that a kill aims at, as it runs now; empty while it does not. */
    Optional<ProcessMark> aim(Kill kill) {
        RunState state = system.state();
        return switch (kill.target()) {
            case NODE -> mark(state.nodes().get(kill.node() - 1).child());
            case STORAGE -> Optional.ofNullable(state.storage()).flatMap(TrialSystem::mark);
            case SERVER -> server().map(ProcessMark::of);
        };
    }

    private static Optional<ProcessMark> mark(RunningChild child) {
        return Optional.ofNullable(child.process()).filter(mark -> mark.live().isPresent());
    }

    /** The only child of the storage process is the database server. */
    private Optional<ProcessHandle> server() {
        return Optional.ofNullable(system.state().storage())
                .flatMap(TrialSystem::mark)
                .flatMap(ProcessMark::live)
                .flatMap(storage -> storage.children().findFirst());
    }

    /**
     * Waits until another process does the work of one that was killed, and every node is ready.
     *
     * @throws IOException where that takes too long
     */
    void awaitBack(Kill kill, ProcessMark killed) throws IOException, InterruptedException {
        await(
                "a successor of " + kill.name(),
                () -> aim(kill).filter(mark -> mark.pid() != killed.pid()).isPresent());
        await("all nodes after the end of " + kill.name(), () -> urls().stream().allMatch(probe::isReady));
        await("the database after the end of " + kill.name(), () -> server().isPresent());
        server().ifPresent(process -> seen.add(ProcessMark.of(process)));
    }

    private static void await(String what, BooleanSupplier there) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BACK_WITHIN.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(what + " was not there within " + BACK_WITHIN.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Every process that was seen, dead ones too. */
    Set<ProcessMark> seen() {
        return Set.copyOf(seen);
    }

    /** Stops everything; the processes that are still there some seconds later. */
    List<ProcessMark> stop() throws InterruptedException {
        system.close();
        long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        List<ProcessMark> left = left();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            left = left();
        }
        return left;
    }

    private List<ProcessMark> left() {
        List<ProcessMark> left = new ArrayList<>(seen);
        left.removeIf(mark -> mark.live().isEmpty());
        return left;
    }

    @Override
    public void close() {
        system.close();
    }

    /** Tells what goes on, and remembers processes. */
    private final class Notes implements SupervisorListener {
        private final Terminal terminal;

        Notes(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void changed(List<ChildStatus> children) {
            for (ChildStatus child : children) {
                ProcessMark mark = child.process();
                if (mark != null) {
                    seen.add(mark);
                }
            }
        }

        @Override
        public void waiting(String child) {
            terminal.status("starting " + child + " …");
        }

        @Override
        public void ready(String child) {
            terminal.say(child + " is ready");
        }

        @Override
        public void notice(String sentence) {
            terminal.say(sentence);
        }
    }
}
