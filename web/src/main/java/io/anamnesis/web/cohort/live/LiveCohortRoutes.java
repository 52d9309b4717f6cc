package io.anamnesis.web.cohort.live;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.StorageException;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.client.LiveCohorts;
import io.anamnesis.web.feed.FeedDoor;
import io.anamnesis.web.feed.FeedSocket;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.query.MalformedQuery;
import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.query.QueryFields;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/cohorts}, {@code /v1/cohorts/{name}} with what is under it, and {@code WS /v1/feeds/cohorts/{name}}. */
public final class LiveCohortRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCohortRoutes.class);
    private static final ObjectWriter FRAMES = WireMappers.outside().writerFor(CohortFrame.class);
    private static final Set<String> FIELDS = Set.of("criteria", "description");

    private final LiveCohorts cohorts;
    private final QueryDesk desk;
    private final FeedDoor door;

    public LiveCohortRoutes(LiveCohorts cohorts, QueryDesk desk, FeedDoor door) {
        this.cohorts = cohorts;
        this.desk = desk;
        this.door = door;
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

    /** Defines a cohort, or its next version. */
    public void define(RoutingContext context) {
        handle(context, (query, caller) -> {
            CohortName name = name(query);
            desk.body(context, body -> {
                QueryFields fields = new QueryFields(body, FIELDS);
                Criterion criterion = fields.required("criteria");
                String description = description(fields);
                answer(context, cohorts.define(name, criterion, description, caller), LiveCohortBody.State::of);
            });
        });
    }

    private static String description(QueryFields fields) throws MalformedQuery {
        String description = fields.text("description");
        if (description != null && description.length() > LiveCohort.MAX_DESCRIPTION) {
            throw new MalformedQuery("/description", "Expected at most " + LiveCohort.MAX_DESCRIPTION + " characters");
        }
        return description == null ? "" : description;
    }

    /** How a cohort stands. */
    public void show(RoutingContext context) {
        handle(
                context,
                (query, caller) -> answer(context, cohorts.state(name(query), caller), LiveCohortBody.State::of));
    }

    /** Ends a cohort. */
    public void end(RoutingContext context) {
        handle(context, (query, caller) -> answer(context, cohorts.end(name(query), caller), LiveCohortBody.State::of));
    }

    /** Definitions in the order of names. */
    public void list(RoutingContext context) {
        handle(context, (query, caller) -> {
            String after = query.optional("after");
            int limit = limit(query);
            answer(
                    context,
                    cohorts.list(after == null ? null : name("after", after), limit, caller)
                            .thenApply(QueryResult.Answered::new),
                    page -> LiveCohortBody.Definitions.of(page, limit));
        });
    }

    /** Who is in. */
    public void members(RoutingContext context) {
        handle(context, (query, caller) -> {
            String after = query.optional("after");
            if (after != null && !PatientId.isValid(after)) {
                throw new Refused(Problem.parameter("after", "the nextAfter of the page before"));
            }
            answer(
                    context,
                    cohorts.members(name(query), after == null ? null : new PatientId(after), limit(query), caller),
                    LiveCohortBody.Members::of);
        });
    }

    /** Who entered and left. */
    public void history(RoutingContext context) {
        handle(context, (query, caller) -> {
            Long after = query.seq("afterSeq");
            int limit = limit(query);
            answer(
                    context,
                    cohorts.history(name(query), after == null ? 0 : after, limit, caller),
                    page -> LiveCohortBody.History.of(page, limit));
        });
    }

    /** A socket on which entering and leaving is told. */
    public void watch(RoutingContext context) {
        handle(context, (query, caller) -> {
            CohortName name = name(query);
            Long fromSeq = query.seq("fromSeq");
            door.enter(context, FRAMES, socket -> cohorts.watch(name, caller, fromSeq, new ToSocket(socket)));
        });
    }

    private record ToSocket(FeedSocket socket) implements LiveCohorts.Listener {
        @Override
        public void frame(CohortFrame frame) {
            socket.frame(frame);
        }

        @Override
        public void closed(@Nullable Rejection reason) {
            socket.closed(reason);
        }
    }

    private int limit(QueryParameters query) throws Refused {
        return query.limit(desk.settings().page(), desk.settings().maxPage());
    }

    private static CohortName name(QueryParameters query) throws Refused {
        return name("name", query.path("name"));
    }

    private static CohortName name(String parameter, String text) throws Refused {
        if (!CohortName.isValid(text)) {
            throw new Refused(Problem.parameter(
                    parameter, "1 to 64 characters of [a-z0-9-], beginning with a letter and not ending with a dash"));
        }
        return new CohortName(text);
    }

    private static <T> void answer(
            RoutingContext context, CompletionStage<? extends QueryResult<T>> stage, Function<T, Object> body) {
        Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
                .onSuccess(result -> {
                    if (context.response().closed()) {
                        return;
                    }
                    if (result instanceof QueryResult.Answered<T> answered) {
                        QueryDesk.json(context, body.apply(answered.answer()));
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
                        .with("pointer", malformed.pointer() == null ? "" : malformed.pointer())
                : Problem.of(rejection);
    }

    private static Problem failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // no message of the failure: it may quote what it failed on
        LOG.error("a question about live cohorts failed: {}", cause.getClass().getName());
        return cause instanceof StorageException
                ? new Problem(ProblemCode.STORAGE_UNAVAILABLE, "The store did not answer in time. Ask again.")
                : new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this request.");
    }
}
