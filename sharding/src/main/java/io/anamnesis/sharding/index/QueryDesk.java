package io.anamnesis.sharding.index;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.trace.RequestLog;
import io.anamnesis.protocol.trace.Span;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationStopped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries over the patients of its node.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code Ask}</td><td>have the index answer, on its executor</td></tr>
 * <tr><td>{@code Cancel}</td><td>stop the work</td></tr>
 * </table>
 */
final class QueryDesk extends AbstractBehavior<QueryMessage> {
    static final ServiceKey<QueryMessage> KEY = ServiceKey.create(QueryMessage.class, "query-desk");

    private record Task(long id, ActorRef<QueryMessage> asker) {}

    /** @param span from the ask to the answer of this node */
    private record Done(
            Task task,
            @Nullable RequestContext request,
            Span span,
            NodeIndex.@Nullable Answer<NodeAnswer> answer,
            @Nullable Throwable failure)
            implements QueryMessage.Internal {}

    private final NodeIndex index;
    private final NodeAnswers answers;
    private final IndexSettings settings;
    private final Tracing tracing;
    private final Map<Task, AtomicBoolean> running = new HashMap<>();

    private QueryDesk(
            ActorContext<QueryMessage> context,
            NodeIndex index,
            NodeAnswers answers,
            IndexSettings settings,
            Tracing tracing) {
        super(context);
        this.tracing = tracing;
        this.index = index;
        this.answers = answers;
        this.settings = settings;
        context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
    }

    static Behavior<QueryMessage> create(
            NodeIndex index, NodeAnswers answers, IndexSettings settings, Tracing tracing) {
        return Behaviors.setup(context -> new QueryDesk(context, index, answers, settings, tracing));
    }

    @Override
    public Receive<QueryMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(QueryMessage.Ask.class, this::onAsk)
                .onMessage(QueryMessage.Cancel.class, this::onCancel)
                .onMessage(Done.class, this::onDone)
                .build();
    }

    private Behavior<QueryMessage> onAsk(QueryMessage.Ask ask) {
        if (running.size() >= settings.maxQueries()) {
            ask.replyTo()
                    .tell(new QueryMessage.Refused(
                            ask.id(),
                            new Rejection.Unavailable("A node works on " + settings.maxQueries()
                                    + " queries, the most that it takes. Ask again.")));
            return this;
        }
        Task task = new Task(ask.id(), ask.replyTo());
        AtomicBoolean cancelled = new AtomicBoolean();
        running.put(task, cancelled);
        long until = System.nanoTime() + Duration.ofMillis(ask.waitMillis()).toNanos();
        CompletionStage<NodeIndex.Answer<NodeAnswer>> answer = index.query(
                ask.slices(),
                Duration.ofMillis(ask.waitMillis()),
                scope -> answers.answer(ask.query(), scope, new Deadline(System::nanoTime, until, cancelled::get)));
        Span span = span(ask);
        getContext().pipeToSelf(answer, (done, failure) -> new Done(task, ask.request(), span, done, failure));
        return this;
    }

    private Span span(QueryMessage.Ask ask) {
        RequestContext request = ask.request();
        if (request == null || !request.sampled()) {
            return Span.NONE;
        }
        Span span = tracing.begin("index query", Tracing.Kind.SERVER, request);
        span.put(
                "anamnesis.query",
                ask.query() instanceof NodeQuery.Fitting
                        ? "fitting"
                        : ask.query() instanceof NodeQuery.Aggregating ? "aggregating" : "near");
        return span;
    }

    private Behavior<QueryMessage> onCancel(QueryMessage.Cancel cancel) {
        AtomicBoolean cancelled = running.get(new Task(cancel.id(), cancel.replyTo()));
        if (cancelled != null) {
            cancelled.set(true);
        }
        return this;
    }

    private Behavior<QueryMessage> onDone(Done done) {
        running.remove(done.task());
        NodeIndex.Answer<NodeAnswer> answer = done.answer();
        if (answer != null) {
            done.span().put("anamnesis.slices", answer.slices().size());
            done.task()
                    .asker()
                    .tell(new QueryMessage.Part(
                            done.task().id(),
                            answer.slices(),
                            answer.result().patients(),
                            answer.result().part()));
        } else {
            Rejection why = why(done);
            done.span().failed(why.code());
            done.task().asker().tell(new QueryMessage.Refused(done.task().id(), why));
        }
        done.span().end();
        return this;
    }

    private Rejection why(Done done) {
        Throwable cause = done.failure();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof QueryRefused refused) {
            return refused.rejection();
        }
        if (!(cause instanceof RejectedExecutionException) && !(cause instanceof EvaluationStopped)) {
            Throwable failed = cause;
            RequestLog.in(done.request(), () -> getContext().getLog().error("a query failed", failed));
        }
        return new Rejection.Unavailable("A node could not answer in time. Ask again, or for less.");
    }
}
