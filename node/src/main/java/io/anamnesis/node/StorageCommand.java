package io.anamnesis.node;

import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.cli.CommonOptions;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.supervise.StandardInputWatch;
import io.anamnesis.node.terminal.Terminal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis storage}: the embedded database in a process of its own, so that no node takes it down. */
@Command(
        name = "storage",
        hidden = true,
        description = "Run the embedded database in this process, until it is asked to leave.",
        footer = {
            "",
            "Writes contact point and credentials to cassandra.access in the state folder once it takes connections.",
            "",
            "Example:",
            "  anamnesis storage --home .anamnesis",
            "",
            "Exit codes: 0 left when asked; 1 could not start, or ended by itself; 2 usage."
        })
final class StorageCommand implements Callable<Integer> {
    /** When a supervisor is killed all its children notice at once; the nodes still have something to write down. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(30);

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--leave-at-end-of-input",
            description =
                    "Leave ten seconds after standard input ends: a supervisor that dies takes its children with it.")
    private boolean leaveAtEndOfInput;

    private final Terminal terminal;
    private final StorageStarter starter;

    StorageCommand(Terminal terminal, StorageStarter starter) {
        this.terminal = terminal;
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        if (leaveAtEndOfInput) {
            StandardInputWatch.start(LINGER, LEAVE_WITHIN);
        }
        Home home = common.home();
        Files.createDirectories(home.folder());
        RunningStorage storage = starter.start(new StorageOptions(home));
        Runtime.getRuntime().addShutdownHook(new Thread(storage::stop, "stop-storage"));
        DatabaseAccess access = storage.access();
        access.save(home.databaseAccess());
        terminal.say("the database takes connections at " + access.contactPoints());
        storage.terminated().toCompletableFuture().get();
        throw new CommandFailure("The database has ended by itself; its log says why.");
    }
}
