package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.access.TokenIssuer;
import io.anamnesis.node.terminal.Terminal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis models train}. */
@Command(
        name = "train",
        description =
                "Train the next version of a model from patients of the cluster, or of a folder, and wait for it.",
        footer = {
            "",
            "A quarter of the patients is kept apart and judges the model. Who neither certainly fits the label",
            "nor certainly does not is left out. Numbers that the label is made of have to be excluded by hand.",
            "Other strategies are judged beside late fusion of the same patients, also with modalities taken away.",
            "With --event or --death the model tells how soon it comes; who was last seen without it is censored.",
            "",
            "A folder has labels.csv (id, and class, or time in days and event as 1 or 0; perhaps part as train or",
            "test) and a CSV file a modality (id, then a number a column). The cluster's patients are scored by the",
            "columns that have the names of their own numbers. The tables are kept with the version, without the ids.",
            "",
            "Examples:",
            "  anamnesis models train high --cohort 'age >= 18' --label 'glucose.mean[14d] > 180' --exclude glucose.",
            "  anamnesis models train glioma --cohort 'age >= 18' --label 'dx:C71' --exclude clinical. --strategy attention",
            "  anamnesis models train rare --cohort 'age >= 18' --label 'dx:C71' --strategy early --mask-rate 0.5 --class-weights balanced",
            "  anamnesis models train here --cohort 'dx:C50' --label 'dx:C79' --start-from everywhere@3",
            "  anamnesis models train spread --cohort 'dx:C50' --event 'dx:C79' --death --from 'first(dx:C50)' --horizon 730",
            "  anamnesis models train subtype --folder ./tumours --modality mrna=genomics --strategy attention",
            "",
            "Exit codes: 0 on record; 1 there is no model, with the reason; 2 usage."
        })
final class ModelsTrainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern START = Pattern.compile("([^@]+)@([1-9][0-9]{0,8})");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Parameters(paramLabel = "NAME", description = "The model, such as relapse.")
    private String name = "";

    @Option(
            names = "--cohort",
            paramLabel = "CRITERIA",
            description = "Whom to learn from. Default: none; required without --folder.")
    private @Nullable String cohort;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Tables to learn from, in place of patients of the cluster. Default: none.")
    private @Nullable Path folder;

    @Option(
            names = "--modality",
            paramLabel = "FILE=MODALITY",
            split = ",",
            description =
                    "Of which modality a file of the folder is, where its name does not say, such as mrna=genomics. Default: none.")
    private Map<String, String> modalities = new LinkedHashMap<>();

    @Option(
            names = "--label",
            paramLabel = "CRITERIA",
            description = "What to tell. Default: none, with --event or --death.")
    private @Nullable String label;

    @Option(
            names = "--event",
            paramLabel = "CRITERION",
            description =
                    "What to tell how soon it comes: one kind of elements. Default: none, with --label or --death.")
    private @Nullable String event;

    @Option(names = "--death", description = "Death is the event, or is one too.")
    private boolean death;

    @Option(
            names = "--from",
            paramLabel = "CRITERION",
            description = "Since when an event counts, such as first(dx:C50). Default: none; required with an event.")
    private @Nullable String from;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description = "Within which time the probability of an event is told. Default: 365.")
    private @Nullable Integer horizon;

    @Option(
            names = "--exclude",
            paramLabel = "PREFIX",
            split = ",",
            description =
                    "Beginnings of names of numbers that it must not look at; refused where no number begins so. Default: none.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = "late",
            description =
                    "How the model fuses: early, intermediate, late or attention, which alone looks at earlier studies and days,"
                            + " too. Default: ${DEFAULT-VALUE}.")
    private TrainingRequest.Strategy strategy = TrainingRequest.Strategy.LATE;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random choice. Default: 20.")
    private long seed = 20;

    @Option(
            names = "--mask-rate",
            paramLabel = "RATE",
            description =
                    "How often a modality is taken away in what is learned from, 0 to 0.9. Default: 0.35; late fusion takes none.")
    private @Nullable Double maskRate;

    @Option(
            names = "--class-weights",
            paramLabel = "WEIGHTS",
            defaultValue = "none",
            description =
                    "How much patients count, with a label: none (alike) or balanced (classes alike). Default: ${DEFAULT-VALUE}.")
    private TrainingOptions.ClassWeights classWeights = TrainingOptions.ClassWeights.NONE;

    @Option(
            names = "--start-from",
            paramLabel = "NAME@VERSION",
            description =
                    "A version of late fusion, of a richer cohort, that late fusion or attention starts from. Default: none.")
    private @Nullable String start;

    private final Terminal terminal;
    private final TokenIssuer tokens;

    ModelsTrainCommand(Terminal terminal, TokenIssuer tokens) {
        this.terminal = terminal;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode job = folder == null ? fromPatients() : fromFolder(folder);
        JsonNode ended = new JobWatch(terminal, common, target, tokens).follow(job);
        if (!JobWatch.isDone(ended)) {
            throw new CommandFailure("There is no model: " + JobWatch.outcome(ended) + ".");
        }
        terminal.print(JobWatch.outcome(ended));
        return ExitCodes.OK;
    }

    private JsonNode fromPatients() throws IOException, InterruptedException {
        if (cohort == null || !modalities.isEmpty()) {
            throw new CommandFailure(
                    "Either --cohort or --folder says whom to learn from; --modality goes with --folder.",
                    ExitCodes.USAGE,
                    null);
        }
        check("--cohort", cohort);
        ObjectNode body = JSON.createObjectNode()
                .put("cohort", cohort)
                .put("strategy", strategy.text())
                .put("seed", seed);
        goal(body);
        start(body);
        options(body);
        ArrayNode prefixes = body.putArray("exclude");
        exclude.forEach(prefixes::add);
        String path = "/v1/models/" + ModelTarget.name(name) + "/training";
        return ModelTarget.ask(common, target, tokens, client -> client.post(path, body));
    }

    private JsonNode fromFolder(Path where) throws IOException, InterruptedException {
        if (cohort != null || label != null || event != null || death || from != null) {
            throw new CommandFailure(
                    "A folder has patients and labels of its own: --folder goes without --cohort, --label, --event, --death and"
                            + " --from.",
                    ExitCodes.USAGE,
                    null);
        }
        checkRate();
        if (start != null) {
            start();
        }
        PathQuery query = new PathQuery("/v1/models/" + ModelTarget.name(name) + "/folder-training")
                .with("strategy", strategy.text())
                .with("seed", Long.toString(seed))
                .with("exclude", exclude.isEmpty() ? null : String.join(",", exclude))
                .with("horizonDays", horizon == null ? null : horizon.toString())
                .with("maskRate", maskRate == null ? null : maskRate.toString())
                .with("classWeights", classWeights.text())
                .with("startFrom", start)
                .with("modalities", filesAndModalities());
        ZippedFolder.Files files = ZippedFolder.files(where);
        return ModelTarget.ask(common, target, tokens, client -> client.zip(query.path(), files::open));
    }

    private void goal(ObjectNode body) {
        boolean anEvent = event != null || death;
        if (anEvent == (label != null)) {
            throw new CommandFailure("Either --label or --event or --death says what to tell.", ExitCodes.USAGE, null);
        }
        if (anEvent != (from != null) || (horizon != null && !anEvent)) {
            throw new CommandFailure(
                    "An event has --from, and may have --horizon; a label has neither.", ExitCodes.USAGE, null);
        }
        put(body, "--label", "label", label);
        put(body, "--event", "event", event);
        put(body, "--from", "from", from);
        if (death) {
            body.put("orDeath", true);
        }
        if (horizon != null) {
            body.put("horizonDays", horizon);
        }
    }

    /** What is not chosen isn't sent, so that a node of before takes it, too. */
    private void options(ObjectNode body) {
        checkRate();
        if (maskRate != null) {
            body.put("maskRate", maskRate);
        }
        if (classWeights != TrainingOptions.ClassWeights.NONE) {
            if (label == null) {
                throw new CommandFailure(
                        "--class-weights takes a label: an event has no classes.", ExitCodes.USAGE, null);
            }
            body.put("classWeights", classWeights.text());
        }
    }

    /** {@code file:modality,…}; null of none. */
    private @Nullable String filesAndModalities() {
        return modalities.isEmpty()
                ? null
                : modalities.entrySet().stream()
                        .map(pair -> pair.getKey().replaceFirst("\\.csv(\\.gz)?$", "") + ":" + pair.getValue())
                        .collect(Collectors.joining(","));
    }

    private void checkRate() {
        try {
            new TrainingOptions(maskRate, classWeights).checkRate(strategy);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--mask-rate: " + e.getMessage() + ".", ExitCodes.USAGE, e);
        }
    }

    private void start(ObjectNode body) {
        if (start != null) {
            Matcher matcher = start();
            body.putObject("startFrom")
                    .put("name", ModelTarget.name(matcher.group(1)))
                    .put("version", Integer.parseInt(matcher.group(2)));
        }
    }

    private Matcher start() {
        Matcher matcher = START.matcher(String.valueOf(start));
        if (!matcher.matches()) {
            throw new CommandFailure(
                    "--start-from takes a NAME@VERSION such as relapse@2, got " + start + ".", ExitCodes.USAGE, null);
        }
        return matcher;
    }

    private static void put(ObjectNode body, String option, String field, @Nullable String criterion) {
        if (criterion != null) {
            check(option, criterion);
            body.put(field, criterion);
        }
    }

    private static void check(String option, String criterion) {
        try {
            CriterionText.parse(criterion);
        } catch (MalformedCriterion e) {
            throw new CommandFailure(option + " can't be read: " + e.shown() + ".", ExitCodes.USAGE, e);
        }
    }
}
