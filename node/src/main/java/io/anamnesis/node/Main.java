package io.anamnesis.node;

import io.anamnesis.node.bench.BenchCommand;
import io.anamnesis.node.check.CheckCommand;
import io.anamnesis.node.cli.AnamnesisCommand;
import io.anamnesis.node.evaluate.EvaluateCommand;
import io.anamnesis.node.terminal.Terminal;
import picocli.CommandLine;

/** The program {@code anamnesis}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.system();
        System.exit(commandLine(terminal, Main.class, Wiring::start, EmbeddedStorage::start)
                .execute(arguments));
    }

    /**
     * Every command, those that only a supervisor starts among them.
     *
     * @param main what a supervisor starts for each of its children
     */
    static CommandLine commandLine(Terminal terminal, Class<?> main, NodeStarter node, StorageStarter storage) {
        CommandLine root = AnamnesisCommand.commandLine(terminal, main.getName(), Wiring::token);
        root.addSubcommand(new NodeCommand(terminal, node));
        root.addSubcommand(new StorageCommand(terminal, storage));
        root.addSubcommand(BenchCommand.commandLine(terminal, main.getName(), Wiring::token));
        root.addSubcommand(new EvaluateCommand(terminal));
        root.addSubcommand(CheckCommand.commandLine(terminal, main.getName(), Wiring::token, Wiring::storage));
        return AnamnesisCommand.configured(root, terminal);
    }
}
