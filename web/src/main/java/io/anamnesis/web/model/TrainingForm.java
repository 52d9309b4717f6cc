package io.anamnesis.web.model;

import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.web.query.MalformedQuery;
import io.anamnesis.web.query.QueryFields;
import java.util.List;
import java.util.Set;

/** A training that is asked for. What the model is to tell: a {@code label}, or an {@code event} or death {@code from} a date on within {@code horizonDays}. */
final class TrainingForm {
    private static final Set<String> START = Set.of("name", "version");

    private TrainingForm() {}

    static TrainingRequest request(String name, QueryFields fields) throws MalformedQuery {
        Criterion cohort = fields.required("cohort");
        TrainingGoal goal = goal(fields);
        List<String> exclude = fields.texts("exclude", TrainingRequest.MAX_EXCLUDED, 200);
        TrainingRequest.Strategy strategy = fields.word("strategy", TrainingRequest.Strategy.LATE);
        long seed = fields.integer("seed", 20, Long.MIN_VALUE, Long.MAX_VALUE);
        TrainingOptions options = options(fields, strategy, goal);
        QueryFields from = fields.object("startFrom", START);
        TrainingRequest.Start start = from == null
                ? null
                : start(from.requiredText("name"), (int) from.integer("version", 0, 1, Integer.MAX_VALUE), from);
        return fields.made(
                "startFrom", () -> new TrainingRequest(name, cohort, goal, exclude, strategy, seed, start, options));
    }

    private static TrainingOptions options(QueryFields fields, TrainingRequest.Strategy strategy, TrainingGoal goal)
            throws MalformedQuery {
        Double rate = fields.has("maskRate") ? fields.number("maskRate") : null;
        TrainingOptions.ClassWeights weights = fields.word("classWeights", TrainingOptions.ClassWeights.NONE);
        TrainingOptions options = fields.made("maskRate", () -> {
            TrainingOptions made = new TrainingOptions(rate, weights);
            made.checkRate(strategy);
            return made;
        });
        return fields.made("classWeights", () -> {
            options.checkWeights(goal);
            return options;
        });
    }

    private static TrainingRequest.Start start(String name, int version, QueryFields from) throws MalformedQuery {
        return from.made("name", () -> new TrainingRequest.Start(name, version));
    }

    private static TrainingGoal goal(QueryFields fields) throws MalformedQuery {
        boolean event = fields.has("event") || fields.flag("orDeath");
        if (!event) {
            for (String only : new String[] {"from", "horizonDays"}) {
                if (fields.has(only)) {
                    throw new MalformedQuery("/" + only, "Expected an event, or orDeath, beside it");
                }
            }
            return new TrainingGoal.Label(fields.required("label"));
        }
        if (fields.has("label")) {
            throw new MalformedQuery("/label", "Expected a label or an event, not both");
        }
        Criterion what = fields.criterion("event");
        Moment moment = what == null ? null : fields.made("event", () -> Moment.of(what));
        Criterion index = fields.required("from");
        Moment from = fields.made("from", () -> Moment.of(index));
        int days = (int) fields.integer("horizonDays", 365, 1, TrainingGoal.Event.MAX_HORIZON_DAYS);
        boolean orDeath = fields.flag("orDeath");
        return fields.made("event", () -> new TrainingGoal.Event(moment, orDeath, from, days));
    }
}
