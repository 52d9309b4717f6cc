package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.OpsClient;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Table;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis ops members}. */
@Command(
        name = "members",
        description = "Show the nodes: what is wrong with each, what it means and what to do.",
        footer = {
            "",
            "Examples:",
            "  anamnesis ops members",
            "  anamnesis ops members --json | jq -r '.nodes[] | select(.level == \"ILL\") | .node'",
            "",
            "Exit codes: 0 no node is ill; 3 one is; 1 no node answers; 2 usage."
        })
final class OpsMembersCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--json", description = "Print the whole picture as one JSON object. Default: a table.")
    private boolean json;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    OpsMembersCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = common.home();
        String token = target.token(home, tokens, "cli/ops", Set.of("operator"));
        try {
            JsonNode picture = new OpsClient(target.ring(home), token).get("cluster");
            if (json) {
                terminal.print(picture.toString());
            } else {
                show(picture);
            }
            boolean ill = false;
            for (JsonNode node : picture.path("nodes")) {
                ill |= node.path("level").asText().equals("ILL");
            }
            return ill ? ExitCodes.NOT_READY : ExitCodes.OK;
        } catch (NodeRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(JsonNode picture) {
        Table table =
                new Table("NODE", "ROLES", "STATUS", "VERDICT", "SHARDS", "PATIENTS", "MESSAGES/S", "P99", "WHERE");
        for (JsonNode node : picture.path("nodes")) {
            JsonNode report = node.path("report");
            JsonNode pulse = report.path("pulse");
            int patients = 0;
            for (JsonNode count : report.path("entities")) {
                patients += count.asInt();
            }
            table.row(
                    node.path("node").asText(),
                    roles(node),
                    node.path("status").asText() + (node.path("reachable").asBoolean() ? "" : ", unreachable"),
                    node.path("level").asText().toLowerCase(Locale.ROOT),
                    Integer.toString(report.path("entities").size()),
                    Integer.toString(patients),
                    String.format(
                            Locale.ROOT,
                            "%.0f",
                            pulse.path("accepted").asDouble()
                                    / Math.max(0.1, pulse.path("seconds").asDouble())),
                    String.format(
                            Locale.ROOT,
                            "%.0f ms",
                            pulse.path("record").path("p99Millis").asDouble()),
                    report.path("url").asText("-"));
        }
        table.lines().forEach(terminal::print);
        for (JsonNode node : picture.path("nodes")) {
            for (JsonNode finding : node.path("findings")) {
                terminal.print("");
                terminal.print(node.path("node").asText() + ": " + words(finding));
            }
        }
        terminal.print("");
        terminal.print(words(picture.path("headline")));
        terminal.print(words(picture.path("slow")));
        terminal.print(words(picture.path("balance").path("why")));
    }

    private static String roles(JsonNode node) {
        List<String> roles = new ArrayList<>();
        node.path("roles").forEach(role -> roles.add(role.asText()));
        return roles.isEmpty() ? "-" : String.join(",", roles);
    }

    private static String words(JsonNode finding) {
        return finding.path("what").asText() + " " + finding.path("meaning").asText() + " "
                + finding.path("next").asText();
    }
}
