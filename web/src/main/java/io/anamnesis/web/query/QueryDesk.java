package io.anamnesis.web.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.PatientQueries.Pending;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cluster on behalf of requests, so many at a time over all event loops. */
public final class QueryDesk {
    private static final Logger LOG = LoggerFactory.getLogger(QueryDesk.class);

    private static final String PENDING = QueryDesk.class.getName();

    private final PatientQueries queries;
    private final QuerySettings settings;
    private final AtomicInteger inside = new AtomicInteger();

    public QueryDesk(PatientQueries queries, QuerySettings settings) {
        this.queries = queries;
        this.settings = settings;
    }

    /** The limits of questions. */
    public QuerySettings settings() {
        return settings;
    }

    /** Makes something of a body. */
    public interface Reader {
        /** Begins to answer. */
        void read(JsonNode body) throws MalformedQuery;
    }

    /** Reads the body, once the request has its place among those that are answered at the same time. */
    public void body(RoutingContext context, Reader reader) {
        if (admitted(context)) {
            QueryBody.read(context.request(), settings.maxBody(), body -> {
                try {
                    reader.read(body);
                } catch (MalformedQuery e) {
                    e.problem().send(context.request());
                }
            });
        }
    }

    /** Whether the request has its place; else it is answered. The place is given back when the request ends. */
    public boolean admitted(RoutingContext context) {
        int most = settings.maxConcurrentQueries();
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            new Problem(
                            ProblemCode.SERVER_BUSY,
                            "The server answers " + most
                                    + " questions over all patients, the most it may. Try again later.")
                    .send(context.request());
            return false;
        }
        context.addEndHandler(ended -> inside.decrementAndGet());
        return true;
    }

    /**
     * Asks, and gives the question up when the client leaves.
     *
     * @param answered called on the request's context, with an answer or the problem in its place; not where the client has left
     */
    public <T> void ask(RoutingContext context, Function<PatientQueries, Pending<T>> question, Answered<T> answered) {
        Context home = Vertx.currentContext();
        Pending<T> pending = question.apply(queries);
        givenUpAtTheEnd(context, pending.cancel());
        pending.result()
                .whenComplete((result, failure) -> home.runOnContext(v -> {
                    context.put(PENDING, (Runnable) QueryDesk::nothing);
                    if (!context.response().closed()) {
                        tell(context, result, failure, answered);
                    }
                }));
    }

    private static void nothing() {
        // an answered question is not given up
    }

    /** One handler a request, however many questions it asks one after the other. */
    private static void givenUpAtTheEnd(RoutingContext context, Runnable cancel) {
        if (context.get(PENDING) == null) {
            context.addEndHandler(ended -> context.<Runnable>get(PENDING).run());
        }
        context.put(PENDING, cancel);
    }

    /** Takes an answer, or a problem in its place. */
    public interface Answered<T> {
        /** One of the two is null. */
        void take(@Nullable T answer, @Nullable Problem problem);
    }

    /** As {@link #ask}, where a problem ends the request. */
    public <T> void ask(RoutingContext context, Function<PatientQueries, Pending<T>> question, Consumer<T> answered) {
        ask(context, question, (answer, problem) -> {
            if (answer != null) {
                answered.accept(answer);
            } else if (problem != null) {
                problem.send(context.request());
            }
        });
    }

    private static <T> void tell(
            RoutingContext context,
            @Nullable QueryResult<T> result,
            @Nullable Throwable failure,
            Answered<T> answered) {
        try {
            tell(result, failure, answered);
        } catch (RuntimeException e) {
            // a bug: told by the router, which ends the request
            context.fail(e);
        }
    }

    private static <T> void tell(@Nullable QueryResult<T> result, @Nullable Throwable failure, Answered<T> answered) {
        if (result instanceof QueryResult.Answered<T> done) {
            answered.take(done.answer(), null);
        } else if (result instanceof QueryResult.Refused<T> refused) {
            answered.take(null, Problem.of(refused.rejection()));
        } else {
            // no message of the failure: it may quote what it failed on
            LOG.error(
                    "a question failed: {}",
                    failure == null ? "no result" : failure.getClass().getName());
            answered.take(null, new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this request."));
        }
    }

    /** Ends the request with JSON, for this caller only. */
    public static void json(RoutingContext context, Object body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "private, no-store")
                .end(bytes(body));
    }

    /** A value as JSON. */
    public static Buffer bytes(Object body) {
        try {
            return Buffer.buffer(WireMappers.outside().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }
}
