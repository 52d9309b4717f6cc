package io.anamnesis.web.model;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.Promotion;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.StorageException;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.query.MalformedQuery;
import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.query.QueryFields;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/models}, {@code /v1/aliases}, {@code /v1/drift}, {@code /v1/shadow} and {@code /v1/jobs} with what is under them. */
public final class ModelRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRoutes.class);
    private static final Set<String> TRAINING = Set.of(
            "cohort",
            "label",
            "event",
            "orDeath",
            "from",
            "horizonDays",
            "exclude",
            "strategy",
            "seed",
            "startFrom",
            "maskRate",
            "classWeights");
    private static final Set<String> PROMOTION = Set.of("name", "version", "reason");
    private static final int MOST_JOB_CHARS = 100;

    private final Models models;
    private final QueryDesk desk;

    public ModelRoutes(Models models, QueryDesk desk) {
        this.models = models;
        this.desk = desk;
    }

    private interface Handling {
        void handle(QueryParameters query, Caller caller) throws Refused;
    }

    private static void handle(RoutingContext context, Handling handling) {
        try {
            handling.handle(new QueryParameters(context), BearerHandler.caller(context));
        } catch (Refused e) {
            e.problem().send(context.request());
        }
    }

    /** Versions in the order of name, then version. */
    public void list(RoutingContext context) {
        handle(context, (query, caller) -> {
            String after = query.optional("after");
            int slash = after == null ? -1 : after.lastIndexOf('/');
            if (after != null && (slash < 1 || !ModelVersion.isName(after.substring(0, slash)))) {
                throw new Refused(Problem.parameter("after", "the nextAfter of the page before"));
            }
            int limit = limit(query);
            answer(
                    context,
                    models.list(
                                    after == null ? null : after.substring(0, slash),
                                    after == null ? 0 : version("after", after.substring(slash + 1)),
                                    limit,
                                    caller)
                            .thenApply(QueryResult.Answered::new),
                    page -> ModelBody.Versions.of(page, limit));
        });
    }

    /** One version, with whom it learned from, and whether a patient is one of those. */
    public void show(RoutingContext context) {
        handle(context, (query, caller) -> {
            String name = name(query);
            int version = version("version", query.path("version"));
            String patient = query.optional("patient");
            if (patient != null && !PatientId.isValid(patient)) {
                throw new Refused(Problem.parameter("patient", "the id of a patient"));
            }
            answered(
                    context,
                    models.find(name, version, caller),
                    found -> answered(
                            context,
                            models.cohort(name, version, caller),
                            cohort -> shown(
                                    context, found, cohort, patient == null ? null : new PatientId(patient), caller)));
        });
    }

    private void shown(
            RoutingContext context,
            ModelVersion found,
            ModelCohort cohort,
            @Nullable PatientId patient,
            Caller caller) {
        Criterion criterion = cohort.criterion();
        if (patient == null || criterion == null) {
            FusionView.Cohort fit =
                    patient == null ? null : FusionView.Cohort.unknown(String.valueOf(cohort.unknown()));
            QueryDesk.json(context, ShownModel.of(found, cohort, fit));
        } else if (desk.admitted(context)) {
            Criterion her = new Criterion.In(List.of(patient));
            ask(context, her, caller, there -> {
                if (there.coverage().whole() && there.counts().matched() == 0) {
                    Problem.of(new Rejection.UnknownPatient()).send(context.request());
                    return;
                }
                ask(
                        context,
                        new Criterion.And(List.of(her, criterion)),
                        caller,
                        answer -> QueryDesk.json(context, ShownModel.of(found, cohort, ShownModel.fit(answer))));
            });
        }
    }

    /** Counts alone. */
    private void ask(RoutingContext context, Criterion criterion, Caller caller, Consumer<CohortAnswer> answered) {
        CohortQuery query = new CohortQuery(
                caller, criterion, UnknownPolicy.EXCLUDE, List.of(), RowOrder.BY_PATIENT, 0, null, false);
        desk.ask(context, queries -> queries.cohort(query, desk.settings().deadline()), answered);
    }

    /** One version as a file that other systems run. */
    public void onnx(RoutingContext context) {
        handle(context, (query, caller) -> {
            String name = name(query);
            int version = version("version", query.path("version"));
            answered(context, models.onnx(name, version, caller), file -> context.response()
                    .putHeader("Content-Type", "application/octet-stream")
                    .putHeader("Content-Disposition", "attachment; filename=\"" + name + "-" + version + ".onnx\"")
                    .putHeader("Cache-Control", "private, no-store")
                    .end(Buffer.buffer(file)));
        });
    }

    /** Begins to train the next version. */
    public void train(RoutingContext context) {
        handle(context, (query, caller) -> {
            String name = name(query);
            desk.body(context, body -> {
                QueryFields fields = new QueryFields(body, TRAINING);
                TrainingRequest request = TrainingForm.request(name, fields);
                answer(context, models.train(request, caller), ModelBody.JobBody::of);
            });
        });
    }

    /** Begins to train a version once more. */
    public void repeat(RoutingContext context) {
        handle(
                context,
                (query, caller) -> answer(
                        context,
                        models.repeat(name(query), version("version", query.path("version")), caller),
                        ModelBody.JobBody::of));
    }

    /** What serves, and how far each node is. */
    public void aliases(RoutingContext context) {
        handle(
                context,
                (query, caller) -> answer(
                        context,
                        models.promotions(Promotion.CHAMPION, Long.MAX_VALUE, 1, caller)
                                .thenCombine(
                                        models.promotions(Promotion.CHALLENGER, Long.MAX_VALUE, 1, caller),
                                        (champions, challengers) -> new QueryResult.Answered<>(
                                                ModelBody.Aliases.of(champions, challengers, models.progress()))),
                        found -> found));
    }

    /** How far the patients of all nodes are from those that the model was made with. */
    public void drift(RoutingContext context) {
        handle(
                context,
                (query, caller) -> answer(
                        context, models.drift(caller).thenApply(QueryResult.Answered::new), ModelBody.DriftBody::of));
    }

    /** How the challenger's scores differ from the champion's. */
    public void shadow(RoutingContext context) {
        handle(context, (query, caller) -> {
            String text = query.optional("label");
            Criterion label;
            try {
                label = text == null ? null : CriterionText.parse(text);
            } catch (MalformedCriterion e) {
                throw new Refused(Problem.parameter("label", "a criterion: " + e.shown()));
            }
            answer(context, models.shadow(label, caller), found -> found);
        });
    }

    /** Promotions of an alias, the newest first. */
    public void promotions(RoutingContext context) {
        handle(context, (query, caller) -> {
            Long before = query.seq("before");
            int limit = limit(query);
            answer(
                    context,
                    models.promotions(alias(query), before == null ? Long.MAX_VALUE : before, limit, caller)
                            .thenApply(QueryResult.Answered::new),
                    page -> ModelBody.Promotions.of(page, limit));
        });
    }

    /** Has a version serve. */
    public void promote(RoutingContext context) {
        handle(context, (query, caller) -> {
            String alias = alias(query);
            desk.body(context, body -> {
                QueryFields fields = new QueryFields(body, PROMOTION);
                String name = fields.requiredText("name");
                String reason = fields.requiredText("reason");
                if (reason.isBlank() || reason.length() > Promotion.MAX_REASON) {
                    throw new MalformedQuery(
                            "/reason", "Expected 1 to " + Promotion.MAX_REASON + " characters that say why");
                }
                int version = (int) fields.integer("version", 0, 1, Integer.MAX_VALUE);
                answer(context, models.promote(alias, name, version, reason, caller), promoted -> promoted);
            });
        });
    }

    /** Jobs, the latest first. */
    public void jobs(RoutingContext context) {
        handle(
                context,
                (query, caller) ->
                        answer(context, models.jobs(caller).thenApply(QueryResult.Answered::new), ModelBody.Jobs::of));
    }

    /** Has a job given up. */
    public void cancel(RoutingContext context) {
        handle(context, (query, caller) -> {
            String id = query.path("id");
            if (id.length() > MOST_JOB_CHARS) {
                throw new Refused(Problem.parameter("id", "the id of a job"));
            }
            Future.fromCompletionStage(
                            models.cancel(id, caller), context.vertx().getOrCreateContext())
                    .onSuccess(job -> cancelled(context, job))
                    .onFailure(failure -> failed(failure).send(context.request()));
        });
    }

    private static void cancelled(RoutingContext context, Models.Cancellation cancelled) {
        Job job = cancelled.job();
        String refused = cancelled.refused();
        if (refused != null) {
            new Problem(ProblemCode.NOT_CANCELLABLE, refused).send(context.request());
        } else if (job == null) {
            new Problem(ProblemCode.UNKNOWN_JOB, "No node of the cluster knows this job.").send(context.request());
        } else {
            QueryDesk.json(context, ModelBody.JobBody.of(job));
        }
    }

    private int limit(QueryParameters query) throws Refused {
        return query.limit(desk.settings().page(), desk.settings().maxPage());
    }

    static String name(QueryParameters query) throws Refused {
        String name = query.path("name");
        if (!ModelVersion.isName(name)) {
            throw new Refused(Problem.parameter(
                    "name", "1 to 64 characters of [a-z0-9-], beginning with a letter and not ending with a dash"));
        }
        return name;
    }

    private static String alias(QueryParameters query) throws Refused {
        String alias = query.path("alias");
        if (!Promotion.isAlias(alias)) {
            throw new Refused(Problem.parameter("alias", "champion or challenger"));
        }
        return alias;
    }

    private static int version(String parameter, String text) throws Refused {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refused(Problem.parameter(parameter, "a whole number"));
        }
    }

    static <T> void answer(
            RoutingContext context, CompletionStage<? extends QueryResult<T>> stage, Function<T, Object> body) {
        answered(context, stage, answer -> QueryDesk.json(context, body.apply(answer)));
    }

    private static <T> void answered(
            RoutingContext context, CompletionStage<? extends QueryResult<T>> stage, Consumer<T> end) {
        Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
                .onSuccess(result -> {
                    if (context.response().closed()) {
                        return;
                    }
                    if (result instanceof QueryResult.Answered<T> answered) {
                        end.accept(answered.answer());
                    } else if (result instanceof QueryResult.Refused<T> refused) {
                        problem(refused.rejection()).send(context.request());
                    }
                })
                .onFailure(failure -> failed(failure).send(context.request()));
    }

    /** What is malformed here is a question and no message. */
    private static Problem problem(Rejection rejection) {
        return rejection instanceof Rejection.Malformed malformed
                ? new Problem(ProblemCode.MALFORMED_QUERY, malformed.detail())
                        .with("pointer", orEmpty(malformed.pointer()))
                : Problem.of(rejection);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Problem failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // no message of the failure: it may quote what it failed on
        LOG.error("a question about models failed: {}", cause.getClass().getName());
        return cause instanceof StorageException
                ? new Problem(ProblemCode.STORAGE_UNAVAILABLE, "The store did not answer in time. Ask again.")
                : new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this request.");
    }
}
