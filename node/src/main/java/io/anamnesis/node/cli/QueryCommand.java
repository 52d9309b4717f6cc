package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.QueryClient;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis query}. */
@Command(
        name = "query",
        description = "Ask which patients fit criteria: how many do, do not, can't be told; then a table of them.",
        footer = {
            "",
            "A criterion about a modality that a patient lacks is neither true nor false of that patient.",
            "Criteria: node/docs/criteria.md; kinds and terms: node/docs/vocabulary.md.",
            "",
            "Examples:",
            "  anamnesis query 'dx:C71.9 and gene:EGFR[pathogenic]'",
            "  anamnesis query 'glucose.mean[14d] > 180' --columns 'age,glucose.mean[14d]' --order-by age --descending",
            "  anamnesis query 'age >= 65' --limit 0 --json | jq .counts",
            "",
            "Exit codes: 0 answered; 1 not answered; 2 usage, among it a malformed criterion."
        })
final class QueryCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of patients of whom nobody can tell. */
    enum Unknown {
        EXCLUDE,
        INCLUDE,
        ONLY
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Parameters(paramLabel = "CRITERIA", description = "Who is meant, in compact text.")
    private String criteria = "";

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Numbers to show, such as age or glucose.mean[14d]; separate several by commas. Default: none.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--order-by",
            paramLabel = "NAME",
            description = "The number to order patients by, the least first. Default: by patient id.")
    private @Nullable String orderBy;

    @Option(names = "--descending", description = "The greatest number first.")
    private boolean descending;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Patients to show, 0 to 10000; 0 for the counts alone. Default: 20.")
    private int limit = 20;

    @Option(
            names = "--unknown",
            paramLabel = "WHAT",
            description = "Patients of whom nobody can tell: exclude, include or only. Default: exclude.")
    private Unknown unknown = Unknown.EXCLUDE;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "How long to wait for the answer, such as 500ms or 10s. Default: 5s.")
    private Duration deadline = Duration.ofSeconds(5);

    @Option(names = "--explain", description = "Show how each node found its share.")
    private boolean explain;

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    private boolean json;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    QueryCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Home home = common.home();
        String token = target.token(home, tokens, "cli/query", Set.of("researcher"));
        try {
            JsonNode answer = new QueryClient(target.ring(home), token).cohort(body());
            if (json) {
                terminal.print(answer.toString());
            } else {
                show(answer);
            }
            return ExitCodes.OK;
        } catch (NodeRefused e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Told here, a place in the text is the place that was typed. */
    private void check() {
        try {
            CriterionText.parse(criteria);
        } catch (MalformedCriterion e) {
            throw new CommandFailure("The criterion can't be read: " + e.shown() + ".", ExitCodes.USAGE, e);
        }
        if (limit < 0 || limit > 10_000) {
            throw new CommandFailure("--limit takes 0 to 10000.", ExitCodes.USAGE, null);
        }
    }

    private ObjectNode body() {
        ObjectNode body = JSON.createObjectNode()
                .put("criteria", criteria)
                .put("unknown", unknown.name().toLowerCase(Locale.ROOT))
                .put("limit", limit)
                .put("explain", explain)
                .put("deadlineMs", deadline.toMillis());
        ArrayNode names = body.putArray("columns");
        columns.forEach(names::add);
        body.putObject("order").put("by", orderBy).put("descending", descending);
        return body;
    }

    private void show(JsonNode answer) {
        CohortText.counts(answer).forEach(terminal::print);
        if (!answer.path("rows").isEmpty()) {
            terminal.print("");
            CohortText.table(answer.path("rows"), columns).forEach(terminal::print);
        }
        if (answer.has("next") && limit > 0) {
            terminal.print("… and more: --limit shows more of them.");
        }
        for (JsonNode each : answer.path("explained")) {
            terminal.print("");
            each.toPrettyString().lines().forEach(terminal::print);
        }
    }
}
