package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis models train}. */
@Command(
        name = "train",
        description = "Train the next version of a model from patients of the cluster, and wait for it.",
        footer = {
            "",
            "A quarter of the patients is kept apart and judges the model. Who neither certainly fits the label",
            "nor certainly does not is left out. Numbers that the label is made of have to be excluded by hand.",
            "Attention is judged beside late fusion of the same patients, also with modalities taken away.",
            "",
            "Examples:",
            "  anamnesis models train high --cohort 'age >= 18' --label 'glucose.mean[14d] > 180' --exclude glucose.",
            "  anamnesis models train glioma --cohort 'age >= 18' --label 'dx:C71' --exclude clinical. --strategy attention",
            "",
            "Exit codes: 0 on record; 1 there is no model, with the reason; 2 usage."
        })
final class ModelsTrainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Parameters(paramLabel = "NAME", description = "The model, such as relapse.")
    private String name = "";

    @Option(names = "--cohort", required = true, paramLabel = "CRITERIA", description = "Whom to learn from. Required.")
    private String cohort = "";

    @Option(names = "--label", required = true, paramLabel = "CRITERIA", description = "What to tell. Required.")
    private String label = "";

    @Option(
            names = "--exclude",
            paramLabel = "PREFIX",
            split = ",",
            description = "Beginnings of names of numbers that it must not look at. Default: none.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = "late",
            description = "How the model fuses: late or attention. Default: ${DEFAULT-VALUE}.")
    private TrainingRequest.Strategy strategy = TrainingRequest.Strategy.LATE;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random choice. Default: 20.")
    private long seed = 20;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsTrainCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check("--cohort", cohort);
        check("--label", label);
        ObjectNode body = JSON.createObjectNode()
                .put("cohort", cohort)
                .put("label", label)
                .put("strategy", strategy.text())
                .put("seed", seed);
        ArrayNode prefixes = body.putArray("exclude");
        exclude.forEach(prefixes::add);
        String path = "/v1/models/" + ModelTarget.name(name) + "/training";
        JsonNode job = ModelTarget.ask(common, target, tokens, client -> client.post(path, body));
        JsonNode ended = follow(job.path("id").asText());
        String outcome = ended.path("outcome").asText("the job is not known any more");
        if (!"done".equals(ended.path("state").asText())) {
            throw new CommandFailure("There is no model: " + outcome + ".");
        }
        terminal.print(outcome);
        return ExitCodes.OK;
    }

    private static void check(String option, String criterion) {
        try {
            CriterionText.parse(criterion);
        } catch (MalformedCriterion e) {
            throw new CommandFailure(option + " can't be read: " + e.shown() + ".", ExitCodes.USAGE, e);
        }
    }

    /** Looks once a second, and tells each step once. */
    private JsonNode follow(String id) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        String told = "";
        int silent = 0;
        while (silent < 30) {
            JsonNode job = find(id);
            silent = job.isMissingNode() ? silent + 1 : 0;
            String stage = job.path("stage").asText();
            if (job.has("endedAt")) {
                return job;
            }
            if (!stage.isEmpty() && !stage.equals(told)) {
                terminal.print(stage);
                told = stage;
            }
            if (never.await(1, TimeUnit.SECONDS)) {
                break;
            }
        }
        return JSON.createObjectNode();
    }

    private JsonNode find(String id) throws IOException, InterruptedException {
        JsonNode jobs = ModelTarget.ask(common, target, tokens, client -> client.get("/v1/jobs"));
        for (JsonNode job : jobs.path("jobs")) {
            if (job.path("id").asText().equals(id)) {
                return job;
            }
        }
        return JSON.missingNode();
    }
}
