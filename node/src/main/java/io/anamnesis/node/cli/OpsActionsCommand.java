package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.OpsClient;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Table;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis ops actions}. */
@Command(
        name = "actions",
        description = "Show what operators did, the newest first: who, when, why, and what came of it.",
        footer = {
            "",
            "Example:",
            "  anamnesis ops actions --limit 5",
            "",
            "Exit codes: 0 shown; 1 no node answers; 2 usage."
        })
final class OpsActionsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Actions to show, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    OpsActionsCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1 || limit > 1_000) {
            throw new CommandFailure("--limit takes 1 to 1000.", ExitCodes.USAGE, null);
        }
        Home home = common.home();
        String token = target.token(home, tokens, "cli/ops", Set.of("operator"));
        try {
            JsonNode page = new OpsClient(target.ring(home), token).get("actions?limit=" + limit);
            Table table = new Table("WHEN", "WHO", "WHAT", "NODE", "STATE", "OUTCOME", "WHY");
            for (JsonNode action : page.path("actions")) {
                table.row(
                        action.path("at").asText(),
                        action.path("by").asText(),
                        action.path("verb").asText(),
                        action.path("target").asText(),
                        action.path("state").asText().toLowerCase(Locale.ROOT),
                        action.path("outcome").asText(),
                        action.path("reason").asText());
            }
            table.lines().forEach(terminal::print);
            return ExitCodes.OK;
        } catch (NodeRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
