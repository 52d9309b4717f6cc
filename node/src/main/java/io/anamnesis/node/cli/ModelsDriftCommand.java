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

/** {@code anamnesis models drift}. */
@Command(
        name = "drift",
        description = "How far the patients of all nodes are from those that the serving model was made with.",
        footer = {
            "",
            "PSI is the population stability index, beside what it is about where nothing moved; KS the distance of Kolmogorov and",
            "Smirnov. From 0.1 of PSI beyond chance on a number is to be watched, from 0.25 on it is an alarm. Nodes whose patients",
            "are not in it are named.",
            "",
            "Examples:",
            "  anamnesis models drift",
            "  anamnesis models drift --all --json | jq .series",
            "",
            "Exit codes: 0 answered; 1 not answered; 2 usage."
        })
final class ModelsDriftCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--all", description = "Also numbers and scores that are steady. Default: only the others.")
    private boolean all;

    @Option(names = "--json", description = "Print the answer as one JSON object. Default: as a table.")
    private boolean json;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsDriftCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode drift = ModelTarget.ask(common, target, tokens, client -> client.get("/v1/drift"));
        if (json) {
            terminal.print(drift.toString());
            return ExitCodes.OK;
        }
        terminal.print("%d patients of %d %s beside those of %s %d: %s"
                .formatted(
                        drift.path("patients").asLong(),
                        drift.path("nodes").size(),
                        drift.path("nodes").size() == 1 ? "node" : "nodes",
                        drift.path("model").path("name").asText(),
                        drift.path("model").path("version").asInt(),
                        drift.path("level").asText()));
        for (JsonNode silent : drift.path("silent")) {
            terminal.print(silent.asText() + " did not answer: its patients are not in it.");
        }
        for (JsonNode behind : drift.path("behind")) {
            terminal.print(behind.asText() + " is at another model: its patients are not in it.");
        }
        if (drift.has("reason")) {
            terminal.print(drift.path("reason").asText());
        }
        long steady = 0;
        boolean told = false;
        for (JsonNode series : drift.path("series")) {
            if (!all && series.path("level").asText().equals("steady")) {
                steady++;
                continue;
            }
            if (!told) {
                told = true;
                terminal.print("%-8s  %-11s %-40s %7s %9s %6s %8s %8s"
                        .formatted("level", "of", "name", "PSI", "by chance", "KS", "missing", "before"));
            }
            terminal.print(line(series));
        }
        if (steady > 0) {
            terminal.print(steady + " more are steady; --all shows them.");
        }
        return ExitCodes.OK;
    }

    private static String line(JsonNode series) {
        return "%-8s  %-11s %-40s %7s %9s %6s %8s %8s"
                .formatted(
                        series.path("level").asText(),
                        series.path("of").asText(),
                        series.path("name").asText(),
                        number(series.path("psi"), "%.3f"),
                        number(series.path("psiByChance"), "%.3f"),
                        number(series.path("ks"), "%.3f"),
                        percent(series.path("missingNow")),
                        percent(series.path("missingThen")));
    }

    private static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "";
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.0f %%", 100 * share.asDouble()) : "";
    }
}
