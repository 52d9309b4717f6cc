package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis models list}. */
@Command(
        name = "list",
        description = "The models on record, what serves, and how far each node is with it.",
        footer = {
            "",
            "Examples:",
            "  anamnesis models list",
            "  anamnesis models list --json | jq .models",
            "",
            "Exit codes: 0 answered; 1 not answered; 2 usage."
        })
final class ModelsListCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Versions to show, 1 to 10000. Default: 100.")
    private int limit = 100;

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    private boolean json;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsListCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1 || limit > 10_000) {
            throw new CommandFailure("--limit takes 1 to 10000.", ExitCodes.USAGE, null);
        }
        JsonNode models = ModelTarget.ask(common, target, tokens, client -> client.get("/v1/models?limit=" + limit));
        if (json) {
            terminal.print(models.toString());
            return ExitCodes.OK;
        }
        JsonNode aliases = ModelTarget.ask(common, target, tokens, client -> client.get("/v1/aliases"));
        terminal.print("%-24s %7s  %-8s %7s  %s".formatted("model", "version", "strategy", "AUROC", "serves as"));
        models.path("models").forEach(each -> terminal.print(line(each, aliases)));
        if (models.has("nextAfter")) {
            terminal.print("… and more: --limit shows more of them.");
        }
        aliases.path("nodes").forEach(node -> terminal.print(node(node)));
        return ExitCodes.OK;
    }

    private static String line(JsonNode model, JsonNode aliases) {
        StringBuilder serves = new StringBuilder();
        for (String alias : new String[] {"champion", "challenger"}) {
            JsonNode promoted = aliases.path(alias);
            if (promoted.path("name").equals(model.path("name"))
                    && promoted.path("version").equals(model.path("version"))) {
                serves.append(serves.isEmpty() ? "" : ", ").append(alias);
            }
        }
        JsonNode auroc = model.path("metrics").path("AUROC");
        return "%-24s %7d  %-8s %7s  %s"
                .formatted(
                        model.path("name").asText(),
                        model.path("version").asInt(),
                        model.path("strategy").asText(),
                        auroc.isNumber() ? String.format(Locale.ROOT, "%.4f", auroc.asDouble()) : "",
                        serves);
    }

    private static String node(JsonNode node) {
        return "%s: %d of %d patients fused by %s %d"
                .formatted(
                        node.path("node").asText(),
                        node.path("done").asLong(),
                        node.path("patients").asLong(),
                        node.path("model").asText(),
                        node.path("version").asInt());
    }
}
