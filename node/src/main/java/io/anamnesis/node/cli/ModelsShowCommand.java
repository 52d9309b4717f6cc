package io.anamnesis.node.cli;

import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis models show}. */
@Command(
        name = "show",
        description = "What a version was trained on, how, and how it was judged, as JSON.",
        footer = {
            "",
            "The whole criterion of its cohort is in it. With --patient it says of one whether the version learned from such patients:",
            "yes, no, or unknown.",
            "",
            "Examples:",
            "  anamnesis models show relapse 2",
            "  anamnesis models show relapse 2 --patient p-17",
            "",
            "Exit codes: 0 answered; 1 not answered, or there is no such version; 2 usage."
        })
final class ModelsShowCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private ModelVersionParameters model = new ModelVersionParameters();

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "Of whom to tell whether the version learned from such patients. Default: nobody.")
    private @Nullable String patient;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsShowCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ModelTarget.ask(
                        common,
                        target,
                        tokens,
                        client -> client.get(new PathQuery(model.path())
                                .with("patient", patient)
                                .path()))
                .toPrettyString()
                .lines()
                .forEach(terminal::print);
        return ExitCodes.OK;
    }
}
