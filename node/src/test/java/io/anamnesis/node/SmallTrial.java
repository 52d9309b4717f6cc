package io.anamnesis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.node.check.TrialOptions;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;

/** A check that two slow cores can bear. */
final class SmallTrial {
    /** What lives for a minute starts faster with the first compiler only. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private SmallTrial() {}

    static TrialOptions options(Path folder, int kills, long seed) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new TrialOptions(
                home(folder),
                3,
                kills,
                seed,
                Main.class.getName(),
                QUICK_START,
                Wiring::token,
                new Terminal(nowhere, nowhere, false));
    }

    /** By the command lines of all processes, whether anybody remembered them or not. */
    static void assertNothingRuns(Path folder) {
        String named = home(folder).folder().toString();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(named))
                                .isPresent())
                        .map(ProcessHandle::pid))
                .isEmpty();
    }

    private static Home home(Path folder) {
        return new Home(folder.resolve("home"));
    }
}
