package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis models shadow}. */
@Command(
        name = "shadow",
        description = "How what the challenger says of all patients differs from what the champion says.",
        footer = {
            "",
            "Both look at every patient now. Where it is certain whether the label holds, each model's probabilities are set against",
            "it; patients whom a model was trained on are among them, and flatter it.",
            "",
            "Examples:",
            "  anamnesis models promote relapse 3 --as challenger --reason 'to be looked at for a week'",
            "  anamnesis models shadow",
            "  anamnesis models shadow --label 'dx:C79' --json | jq .scores",
            "",
            "Exit codes: 0 answered; 1 not answered; 2 usage."
        })
final class ModelsShadowCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--label",
            paramLabel = "CRITERIA",
            description = "What the probabilities are set against. Default: what both were trained to tell.")
    private @Nullable String label;

    @Option(names = "--json", description = "Print the answer as one JSON object. Default: as a table.")
    private boolean json;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsShadowCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String path = new PathQuery("/v1/shadow").with("label", checked(label)).path();
        JsonNode shadow = ModelTarget.ask(common, target, tokens, client -> client.get(path));
        if (json) {
            terminal.print(shadow.toString());
            return ExitCodes.OK;
        }
        for (JsonNode silent : shadow.path("silent")) {
            terminal.print(silent.asText() + " did not answer: its patients are not in it.");
        }
        for (JsonNode behind : shadow.path("behind")) {
            terminal.print(behind.asText() + " serves other models: its patients are not in it.");
        }
        if (shadow.has("reason")) {
            terminal.print("Nothing is compared. " + shadow.path("reason").asText());
            return ExitCodes.OK;
        }
        terminal.print("%s beside %s, of %d patients; %d have a score by both%s"
                .formatted(
                        model(shadow.path("challenger")),
                        model(shadow.path("champion")),
                        shadow.path("patients").asLong(),
                        shadow.path("both").asLong(),
                        shadow.has("agree")
                                ? ", the same class of " + shadow.path("agree").asLong()
                                : ""));
        for (JsonNode score : shadow.path("scores")) {
            print(score);
        }
        return ExitCodes.OK;
    }

    private static @Nullable String checked(@Nullable String criterion) {
        if (criterion == null) {
            return null;
        }
        try {
            CriterionText.parse(criterion);
        } catch (MalformedCriterion e) {
            throw new CommandFailure("--label can't be read: " + e.shown() + ".", ExitCodes.USAGE, e);
        }
        return criterion;
    }

    private static String model(JsonNode model) {
        return model.path("name").asText() + " " + model.path("version").asInt();
    }

    private void print(JsonNode score) {
        terminal.print("%s: %s on the mean, %s apart, PSI %s"
                .formatted(
                        score.path("name").asText(),
                        number(score.path("difference"), "%+.4f"),
                        number(score.path("distance"), "%.4f"),
                        number(score.path("stability"), "%.4f")));
        terminal.print("  patients by tenth of the champion's   " + counts(score.path("champion")));
        terminal.print("  patients by tenth of the challenger's " + counts(score.path("challenger")));
        known("champion", score.path("championKnown"));
        known("challenger", score.path("challengerKnown"));
    }

    private void known(String who, JsonNode known) {
        if (known.isMissingNode()) {
            return;
        }
        StringBuilder tenths = new StringBuilder();
        for (JsonNode tenth : known.path("tenths")) {
            tenths.append("  %s>%s (%d)"
                    .formatted(
                            number(tenth.path("told"), "%.2f"),
                            number(tenth.path("observed"), "%.2f"),
                            tenth.path("patients").asLong()));
        }
        terminal.print("  the %s's squared error %s over %d; told > observed (patients):%s"
                .formatted(
                        who,
                        number(known.path("squared"), "%.4f"),
                        known.path("patients").asLong(),
                        tenths));
    }

    private static String counts(JsonNode counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach(count -> text.append(text.isEmpty() ? "" : " ").append(count.asLong()));
        return text.toString();
    }

    private static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "";
    }
}
