package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code anamnesis models}. */
@Command(
        name = "models",
        description = "Train models from patients of the cluster or of a folder, look at them, and have one serve.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  anamnesis models train relapse --cohort 'dx:C71.9' --label 'dx:C79.3' --exclude clinical.condition",
            "  anamnesis models list",
            "  anamnesis models promote relapse 2 --reason 'better on patients kept apart'",
            "",
            "Exit codes: 0 done; 1 failed, with one sentence on standard error; 2 usage."
        })
final class ModelsCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the match, not at the field
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ModelsCommand() {}

    static CommandLine commandLine(Terminal terminal, TokenIssuer tokens) {
        CommandLine models = new CommandLine(new ModelsCommand());
        models.addSubcommand(new ModelsListCommand(terminal, tokens));
        models.addSubcommand(new ModelsShowCommand(terminal, tokens));
        models.addSubcommand(new ModelsExportCommand(terminal, tokens));
        models.addSubcommand(new ModelsTrainCommand(terminal, tokens));
        models.addSubcommand(new ModelsRepeatCommand(terminal, tokens));
        models.addSubcommand(new ModelsPromoteCommand(terminal, tokens));
        models.addSubcommand(new ModelsDriftCommand(terminal, tokens));
        models.addSubcommand(new ModelsShadowCommand(terminal, tokens));
        return models;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a COMMAND is expected");
    }
}
