package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.node.terminal.Durations;
import io.anamnesis.node.terminal.Terminal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis} itself: the list of its commands. */
@Command(
        name = "anamnesis",
        description = "Every patient's whole multimodal picture, live.",
        versionProvider = AnamnesisCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Five minutes:",
            "  anamnesis demo                       start everything and watch a simulated ward",
            "  anamnesis up --detach                start a system in the background",
            "  anamnesis load exports/ --patient p1 --zone Europe/Vienna",
            "  anamnesis open                       the address of the pages, which signs you in",
            "  anamnesis watch p1                   the live feed of one patient",
            "  anamnesis query 'dx:C71.9'           which patients fit",
            "  anamnesis models list                which models there are, and which serves",
            "  anamnesis down                       stop it",
            "",
            "Environment: ANAMNESIS_HOME moves the state folder, ANAMNESIS_JAVA_OPTS adds JVM flags,",
            "ANAMNESIS_TOKEN is the bearer token where --token is not given.",
            "",
            "Exit codes: 0 done; 1 failed, with one sentence on standard error; 2 usage; 3 status: not ready."
        })
public final class AnamnesisCommand implements Runnable {
    private static final int HELP_WIDTH = 110;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private AnamnesisCommand() {}

    /**
     * The whole command line.
     *
     * @param mainClass started anew for every process of the system
     * @param tokens signs for commands that were given no token
     */
    public static CommandLine commandLine(Terminal terminal, String mainClass, TokenIssuer tokens) {
        CommandLine root = new CommandLine(new AnamnesisCommand());
        root.addSubcommand(new UpCommand(terminal, mainClass));
        root.addSubcommand(new DownCommand(terminal));
        root.addSubcommand(new StatusCommand(terminal));
        root.addSubcommand(new DemoCommand(terminal, mainClass, tokens));
        root.addSubcommand(new LoadCommand(terminal, tokens));
        root.addSubcommand(new OpenCommand(terminal, tokens));
        root.addSubcommand(new WatchCommand(terminal, tokens));
        root.addSubcommand(new QueryCommand(terminal, tokens));
        root.addSubcommand(OpsCommand.commandLine(terminal, tokens));
        root.addSubcommand(ModelsCommand.commandLine(terminal, tokens));
        root.addSubcommand(new TokenCommand(terminal, tokens));
        return root;
    }

    /** Converters and error handling; called once all commands are added. */
    public static CommandLine configured(CommandLine root, Terminal terminal) {
        root.registerConverter(Duration.class, Durations::parse);
        root.registerConverter(HostPort.class, HostPort::parse);
        root.registerConverter(ZoneId.class, ZoneId::of);
        root.setUsageHelpWidth(HELP_WIDTH);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionExceptionHandler(new FailureHandler(terminal));
        root.setParameterExceptionHandler(new UsageHandler(terminal));
        return root;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a COMMAND is expected");
    }

    /** The version that the jar states. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String stated = AnamnesisCommand.class.getPackage().getImplementationVersion();
            return new String[] {"anamnesis " + Objects.requireNonNullElse(stated, "(not packaged)")};
        }
    }
}
