package io.anamnesis.web.model;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.web.problem.EnumWords;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A training from a folder as the query asks for it: the body is the folder.
 *
 * @param modalities by the name of a file without {@code .csv}
 * @param horizonDays null where nothing is said
 */
record FolderParameters(
        String name,
        Map<String, Modality> modalities,
        TrainingRequest.Strategy strategy,
        long seed,
        List<String> exclude,
        @Nullable Integer horizonDays,
        TrainingOptions options,
        TrainingRequest.@Nullable Start start) {
    private static final Pattern START = Pattern.compile("([^@]+)@([1-9][0-9]{0,8})");
    private static final int HORIZON_DAYS = 365;
    private static final long SEED = 20;

    static FolderParameters of(String name, QueryParameters query) throws Refused {
        TrainingRequest.Strategy strategy = word(query, "strategy", TrainingRequest.Strategy.LATE);
        String horizon = query.optional("horizonDays");
        FolderParameters parameters = new FolderParameters(
                name,
                modalities(query),
                strategy,
                seed(query),
                split(query, "exclude"),
                horizon == null ? null : query.number("horizonDays", HORIZON_DAYS, TrainingGoal.Event.MAX_HORIZON_DAYS),
                options(query, strategy),
                start(query));
        // what does not go together is said before the folder is sent
        made("startFrom", () -> parameters.request(new TrainingGoal.Times(HORIZON_DAYS), TrainingOptions.STANDARD));
        return parameters;
    }

    /** What is asked for, now that it is known what the folder tells. */
    TrainingRequest request(TrainingFolder folder) throws Refused {
        if (folder.outcomes() instanceof TrainingFolder.Classes classes) {
            if (horizonDays != null) {
                throw new Refused(
                        Problem.parameter("horizonDays", "of times to an event, and labels.csv tells classes"));
            }
            return request(new TrainingGoal.Classes(classes.names()), options);
        }
        TrainingGoal.Times goal = new TrainingGoal.Times(horizonDays == null ? HORIZON_DAYS : horizonDays);
        made("classWeights", () -> {
            options.checkWeights(goal);
            return goal;
        });
        return request(goal, options);
    }

    private TrainingRequest request(TrainingGoal goal, TrainingOptions chosen) {
        return new TrainingRequest(name, null, goal, exclude, strategy, seed, start, chosen);
    }

    private static Map<String, Modality> modalities(QueryParameters query) throws Refused {
        Map<String, Modality> modalities = new TreeMap<>();
        for (String each : split(query, "modalities")) {
            int colon = each.lastIndexOf(':');
            Modality modality = Modality.ofWireName(each.substring(colon + 1)).orElse(null);
            if (colon < 1 || modality == null || modalities.put(each.substring(0, colon), modality) != null) {
                throw new Refused(Problem.parameter(
                        "modalities",
                        "FILE:MODALITY such as mrna:genomics, each file once without its .csv, parted by commas; modalities are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Modality.values())
                                                .map(Modality::wireName)
                                                .toList())));
            }
        }
        return modalities;
    }

    private static List<String> split(QueryParameters query, String name) throws Refused {
        String text = query.optional(name);
        List<String> parts = new ArrayList<>();
        if (text != null) {
            parts.addAll(Arrays.asList(text.split(",", -1)));
        }
        if (parts.size() > TrainingRequest.MAX_EXCLUDED || parts.stream().anyMatch(String::isBlank)) {
            throw new Refused(Problem.parameter(
                    name, "at most " + TrainingRequest.MAX_EXCLUDED + " parts, parted by commas and none empty"));
        }
        return parts;
    }

    private static long seed(QueryParameters query) throws Refused {
        String text = query.optional("seed");
        try {
            return text == null ? SEED : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refused(Problem.parameter("seed", "a whole number"));
        }
    }

    private static TrainingOptions options(QueryParameters query, TrainingRequest.Strategy strategy) throws Refused {
        TrainingOptions.ClassWeights weights = word(query, "classWeights", TrainingOptions.ClassWeights.NONE);
        String text = query.optional("maskRate");
        return made("maskRate", () -> {
            // a NumberFormatException is an IllegalArgumentException, too
            TrainingOptions options = new TrainingOptions(text == null ? null : Double.valueOf(text), weights);
            options.checkRate(strategy);
            return options;
        });
    }

    private static TrainingRequest.@Nullable Start start(QueryParameters query) throws Refused {
        String text = query.optional("startFrom");
        if (text == null) {
            return null;
        }
        Matcher matcher = START.matcher(text);
        if (!matcher.matches() || !ModelVersion.isName(matcher.group(1))) {
            throw new Refused(Problem.parameter("startFrom", "NAME@VERSION such as relapse@2"));
        }
        return new TrainingRequest.Start(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    private static <E extends Enum<E>> E word(QueryParameters query, String name, E otherwise) throws Refused {
        String text = query.optional(name);
        if (text == null) {
            return otherwise;
        }
        Class<E> all = otherwise.getDeclaringClass();
        return EnumWords.find(text, all).orElseThrow(() -> new Refused(Problem.parameter(name, EnumWords.oneOf(all))));
    }

    private static <T> T made(String name, Supplier<T> maker) throws Refused {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.parameter(name, "not so: " + e.getMessage()));
        }
    }
}
