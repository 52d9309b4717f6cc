package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis models promote}. */
@Command(
        name = "promote",
        description = "Have a version serve on all nodes; who and why goes on record.",
        footer = {
            "",
            "Examples:",
            "  anamnesis models promote relapse 2 --reason 'better on patients kept apart'",
            "  anamnesis models promote relapse 3 --as challenger --reason 'to be looked at for a week'",
            "",
            "Exit codes: 0 promoted; 1 not promoted; 2 usage."
        })
final class ModelsPromoteCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a model can serve as. */
    enum Alias {
        CHAMPION,
        CHALLENGER
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private ModelVersionParameters model = new ModelVersionParameters();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why. Required.")
    private String reason = "";

    @Option(
            names = "--as",
            paramLabel = "ALIAS",
            description = "What it serves as: champion or challenger. Default: champion.")
    private Alias alias = Alias.CHAMPION;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsPromoteCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String as = alias.name().toLowerCase(Locale.ROOT);
        ObjectNode body = JSON.createObjectNode()
                .put("name", model.name())
                .put("version", model.version())
                .put("reason", reason);
        JsonNode promoted = ModelTarget.ask(common, target, tokens, client -> client.post("/v1/aliases/" + as, body));
        terminal.print("%s %d serves as %s, generation %d. How far the nodes are: anamnesis models list"
                .formatted(
                        model.name(),
                        model.version(),
                        as,
                        promoted.path("generation").asLong()));
        return ExitCodes.OK;
    }
}
