package io.anamnesis.node.bench;

import io.anamnesis.node.client.Probe;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.supervise.ChildStatus;
import io.anamnesis.node.supervise.Installation;
import io.anamnesis.node.supervise.JavaCommand;
import io.anamnesis.node.supervise.LocalSystem;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.supervise.SupervisorListener;
import io.anamnesis.node.supervise.SystemPlan;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One node and its database in processes of their own, for the time of a measurement. */
final class OwnSystem implements AutoCloseable {
    private static final int FIRST_HTTP_PORT = 18_080;
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final Home home;
    private final boolean temporary;
    private final LocalSystem system;
    private final Terminal terminal;
    private final Thread atExit;

    private OwnSystem(Home home, boolean temporary, LocalSystem system, Terminal terminal) {
        this.home = home;
        this.temporary = temporary;
        this.system = system;
        this.terminal = terminal;
        this.atExit = new Thread(this::stop, "stop-bench-system");
    }

    /** @param folder where it keeps its state and leaves it; null for a temporary folder that goes with it */
    static OwnSystem start(@Nullable Path folder, Terminal terminal, String mainClass)
            throws IOException, InterruptedException, StartFailure {
        Home home = new Home(folder == null ? Files.createTempDirectory("anamnesis-bench-") : folder);
        Files.createDirectories(home.logs());
        JavaCommand java =
                JavaCommand.likeThisProcess(Installation.jvmFlags(System.getenv()), System.getenv(), mainClass);
        SystemPlan plan = new SystemPlan(home, java, null, 1, FIRST_HTTP_PORT, READY_WITHIN);
        LocalSystem claimed = LocalSystem.claim(home, plan, new Probe()::isReady, new Notices(terminal))
                .orElseThrow(() -> new IOException("something runs in " + home.folder()));
        OwnSystem own = new OwnSystem(home, folder == null, claimed, terminal);
        Runtime.getRuntime().addShutdownHook(own.atExit);
        claimed.start();
        return own;
    }

    Home home() {
        return home;
    }

    URI node() {
        return system.state().urls().get(0);
    }

    RunState state() {
        return system.state();
    }

    /** Stops every process; a temporary folder is removed. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // this process is being stopped: the hook runs, and has waited for us or we for it
        }
    }

    private synchronized void stop() {
        system.close();
        if (!temporary || !Files.exists(home.folder())) {
            return;
        }
        try (Stream<Path> files = Files.walk(home.folder())) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            terminal.say("left behind: " + home.folder() + " (" + e.getMessage() + ")");
        }
    }

    private record Notices(Terminal terminal) implements SupervisorListener {
        @Override
        public void changed(List<ChildStatus> children) {}

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
