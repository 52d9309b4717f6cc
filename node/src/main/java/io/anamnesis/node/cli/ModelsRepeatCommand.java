package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anamnesis models repeat}. */
@Command(
        name = "repeat",
        description =
                "Train a version once more from what it was trained on, and see whether it comes out the same to the bit.",
        footer = {
            "",
            "Whatever became of the patients since: their numbers and labels of then were kept with the version. Nothing goes on record.",
            "",
            "Examples:",
            "  anamnesis models repeat relapse 2",
            "",
            "Exit codes: 0 the same; 1 another, or it can't be done, with the reason; 2 usage."
        })
final class ModelsRepeatCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private ModelVersionParameters model = new ModelVersionParameters();

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsRepeatCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String path = model.path() + "/repetition";
        JsonNode job = ModelTarget.ask(common, target, tokens, client -> client.post(path, JSON.createObjectNode()));
        JsonNode ended = new JobWatch(terminal, common, target, tokens).follow(job);
        if (!JobWatch.isDone(ended)) {
            throw new CommandFailure("It is not repeated: " + JobWatch.outcome(ended) + ".");
        }
        terminal.print(JobWatch.outcome(ended));
        return ExitCodes.OK;
    }
}
