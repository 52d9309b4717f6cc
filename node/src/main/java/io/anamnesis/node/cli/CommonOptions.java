package io.anamnesis.node.cli;

import io.anamnesis.node.home.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. */
public final class CommonOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "State folder of the system. Default: $ANAMNESIS_HOME, else .anamnesis below the current folder.")
    private @Nullable Path home;

    @Option(names = "--verbose", description = "On failure, also print the stack trace.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    /** The state folder. */
    public Home home() {
        return Home.of(home, System.getenv());
    }

    boolean verbose() {
        return verbose;
    }
}
