package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis ops}: the list of its commands. */
@Command(
        name = "ops",
        description = "Look at the cluster and take nodes out of it, by the same API as the console at /ops/.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A node is named by its address in the cluster, as 'ops members' shows it. Each action asks why, and is recorded.",
            "  drain   takes a node out for maintenance: no request fails, it stays out until it is started again",
            "  leave   hands its patients over and ends; what supervises it starts it again",
            "  down    gives up a node that can't be reached, so that others take its patients at once",
            "  rebalance, move   have shards move: all until they are even, or one to a node",
            "",
            "Examples:",
            "  anamnesis ops members",
            "  anamnesis ops drain 127.0.0.1:25521 --reason 'a new disk'",
            "  anamnesis ops rebalance --reason 'the new node stands empty'",
            "  anamnesis ops jobs                      promotions and trainings",
            "  anamnesis ops actions",
            "  anamnesis open --page ops               an address of the console that signs you in",
            "",
            "Exit codes: 0 done, or asked for; 1 refused, or no node answers; 2 usage; 3 members: a node is ill."
        })
final class OpsCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private OpsCommand() {}

    static CommandLine commandLine(Terminal terminal, TokenIssuer tokens) {
        CommandLine ops = new CommandLine(new OpsCommand());
        ops.addSubcommand(new OpsMembersCommand(terminal, tokens));
        ops.addSubcommand(new OpsActCommand.Drain(terminal, tokens));
        ops.addSubcommand(new OpsActCommand.Leave(terminal, tokens));
        ops.addSubcommand(new OpsActCommand.Down(terminal, tokens));
        ops.addSubcommand(new OpsShardsCommand.Rebalance(terminal, tokens));
        ops.addSubcommand(new OpsShardsCommand.Move(terminal, tokens));
        ops.addSubcommand(new OpsJobsCommand(terminal, tokens));
        ops.addSubcommand(new OpsActionsCommand(terminal, tokens));
        return ops;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a COMMAND is expected");
    }
}
