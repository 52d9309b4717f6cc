package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.OpsClient;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for an action that is recorded with a reason. */
abstract class OpsRecordedCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, 3 to 500 characters. It is recorded. Required.")
    private String reason = "";

    private final Terminal terminal;
    private final TokenIssuer tokens;

    OpsRecordedCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    /** Asks a node; returns the action as it is recorded. */
    abstract JsonNode ask(OpsClient client, String why) throws IOException, InterruptedException, NodeRefused;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = common.home();
        String token = target.token(home, tokens, "cli/ops", Set.of("operator"));
        try {
            JsonNode action = ask(new OpsClient(target.ring(home), token), reason);
            terminal.print("Asked: action " + action.path("id").asText()
                    + ". See what comes of it with: anamnesis ops actions");
            return ExitCodes.OK;
        } catch (NodeRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
