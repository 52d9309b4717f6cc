package io.anamnesis.node;

import io.anamnesis.node.cli.AnamnesisCommand;
import io.anamnesis.node.terminal.Terminal;
import picocli.CommandLine;

/** The program {@code anamnesis}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.system(), NotWired.NODE, EmbeddedStorage::start)
                .execute(arguments));
    }

    /** Every command, those that only a supervisor starts among them. */
    static CommandLine commandLine(Terminal terminal, NodeStarter node, StorageStarter storage) {
        CommandLine root = AnamnesisCommand.commandLine(terminal, Main.class.getName(), NotWired.TOKENS);
        root.addSubcommand(new NodeCommand(terminal, node));
        root.addSubcommand(new StorageCommand(terminal, storage));
        return AnamnesisCommand.configured(root, terminal);
    }
}
