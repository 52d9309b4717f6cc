package io.anamnesis.sharding.index;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.SimilarPatient;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queries over all nodes: one session actor each, on the caller's node. What only the whole cluster can say (who is nearest, what the
 * vectors of a patient are) is found first and travels with the query.
 */
public final class ClusterQueries implements PatientQueries {
    private final ActorSystem<?> system;
    private final Patients patients;
    private final IndexSettings settings;
    private final int slices;
    private final InstantSource clock;
    private final AtomicLong number = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger();

    ClusterQueries(ActorSystem<?> system, Patients patients, IndexSettings settings, int slices, InstantSource clock) {
        this.system = system;
        this.patients = patients;
        this.settings = settings;
        this.slices = slices;
        this.clock = clock;
    }

    @Override
    public Pending<CohortAnswer> cohort(CohortQuery query, Duration deadline) {
        Run run = new Run(deadline, query.caller().request());
        return run.pending(run.nearest(query.caller(), List.of(query.criterion()))
                .thenCompose(nearest -> run.ask(new NodeQuery.Fitting(query, run.now, nearest)))
                .thenApply(found -> CohortMerge.of(query, found.gathering(), run.coverage(found))));
    }

    @Override
    public Pending<AggregateAnswer> aggregate(AggregateQuery query, Duration deadline) {
        Run run = new Run(deadline, query.caller().request());
        return run.pending(run.nearest(query.caller(), criteria(query))
                .thenCompose(nearest -> run.ask(new NodeQuery.Aggregating(query, run.now, nearest)))
                .thenApply(found -> CohortMerge.of(found.gathering(), run.coverage(found))));
    }

    @Override
    public Pending<SimilarityAnswer> similar(SimilarityQuery query, Duration deadline) {
        Run run = new Run(deadline, query.caller().request());
        return run.pending(run.similar(query));
    }

    /** One query with the sessions that it takes. */
    private final class Run {
        final Instant now = clock.instant();
        private final long deadlineNanos;
        private final @Nullable RequestContext request;
        private final List<ActorRef<QueryMessage>> sessions = new ArrayList<>();
        private boolean cancelled;
        /** The least coverage of the sessions before the last. */
        private double leastShare = 1;

        Run(Duration deadline, @Nullable RequestContext request) {
            this.request = request;
            this.deadlineNanos = System.nanoTime() + deadline.toNanos();
        }

        <T> Pending<T> pending(CompletionStage<T> answer) {
            CompletionStage<QueryResult<T>> result = answer.handle((done, failure) -> {
                if (failure == null) {
                    return new QueryResult.Answered<>(done);
                }
                Throwable cause = failure;
                while (!(cause instanceof QueryRefused) && cause.getCause() != null) {
                    cause = cause.getCause();
                }
                if (cause instanceof QueryRefused refused) {
                    return new QueryResult.Refused<>(refused.rejection());
                }
                throw new CompletionException(cause);
            });
            return new Pending<>(result, this::cancel);
        }

        /** Finds who is nearest for each criterion that asks for it, one after the other. */
        CompletionStage<List<NodeQuery.Nearest>> nearest(Caller caller, List<Criterion> criteria) {
            Set<NearestTo> asked = new LinkedHashSet<>();
            criteria.forEach(criterion -> collect(criterion, asked));
            CompletionStage<List<NodeQuery.Nearest>> found = CompletableFuture.completedStage(List.of());
            for (NearestTo each : asked) {
                found = found.thenCombine(similar(query(caller, each)), (before, answer) -> {
                    List<NodeQuery.Nearest> all = new ArrayList<>(before);
                    all.add(new NodeQuery.Nearest(
                            each,
                            answer.neighbours().stream()
                                    .map(SimilarPatient::patient)
                                    .collect(Collectors.toSet())));
                    return all;
                });
            }
            return found;
        }

        private SimilarityQuery query(Caller caller, NearestTo nearest) {
            NearestTo.Vector vector = nearest.vector();
            return new SimilarityQuery(
                    caller,
                    nearest.patient(),
                    null,
                    vector == null ? Map.of() : Map.of(nearest.spaces().firstKey(), vector),
                    nearest.spaces(),
                    nearest.k(),
                    false,
                    null);
        }

        CompletionStage<SimilarityAnswer> similar(SimilarityQuery query) {
            Criterion filter = query.filter();
            return nearest(query.caller(), filter == null ? List.of() : List.of(filter))
                    .thenCombine(targets(query), (nearest, targets) -> near(query, nearest, targets))
                    .thenCompose(answer -> answer);
        }

        private CompletionStage<SimilarityAnswer> near(
                SimilarityQuery query, List<NodeQuery.Nearest> nearest, SimilarityTargets targets) {
            if (targets.targets().isEmpty()) {
                return CompletableFuture.completedStage(new SimilarityAnswer(
                        new Coverage(slices, slices, 0), List.of(), 0, List.of(), targets.missing(), List.of()));
            }
            NodeQuery.Near near = new NodeQuery.Near(
                    targets.targets(),
                    query.k(),
                    query.exact(),
                    query.filter(),
                    query.patient(),
                    targets.terms(),
                    now,
                    nearest);
            return ask(near).thenApply(found -> {
                Coverage coverage = coverage(found);
                leastShare = Math.min(leastShare, coverage.share());
                return SimilarityMerge.of(query, targets, found.gathering(), coverage);
            });
        }

        private CompletionStage<SimilarityTargets> targets(SimilarityQuery query) {
            if (query.patient() == null) {
                return CompletableFuture.completedStage(SimilarityTargets.of(query));
            }
            return patients.ask(new PatientCommand.GetVectors(query.patient(), query.caller(), query.asOf()))
                    .thenApply(reply -> {
                        if (reply instanceof PatientReply.Vectors vectors) {
                            return SimilarityTargets.of(query, vectors);
                        }
                        throw new QueryRefused(
                                reply instanceof PatientReply.Rejected rejected
                                        ? rejected.rejection()
                                        : new Rejection.Unavailable("The patient gave no vectors."));
                    });
        }

        CompletionStage<QuerySession.Found> ask(NodeQuery query) {
            CompletableFuture<QuerySession.Found> found = new CompletableFuture<>();
            Duration left = Duration.ofNanos(Math.max(1_000_000, deadlineNanos - System.nanoTime()));
            if (running.incrementAndGet() > settings.maxQueries()) {
                running.decrementAndGet();
                throw new QueryRefused(new Rejection.Unavailable("This node has " + settings.maxQueries()
                        + " queries under way, the most that it takes. Ask again."));
            }
            CompletableFuture<QuerySession.Found> counted =
                    found.whenComplete((done, failure) -> running.decrementAndGet());
            begin(QuerySession.create(query, request, slices, left, found));
            return counted.thenApply(done -> {
                if (done.refused() != null
                        && (done.gathering().covered() == 0 || !done.refused().retryable())) {
                    throw new QueryRefused(done.refused());
                }
                return done;
            });
        }

        private synchronized void begin(Behavior<QueryMessage> behavior) {
            ActorRef<QueryMessage> session =
                    system.systemActorOf(behavior, "query-" + number.incrementAndGet(), Props.empty());
            sessions.add(session);
            if (cancelled) {
                session.tell(QuerySession.Signal.GIVE_UP);
            }
        }

        private synchronized void cancel() {
            cancelled = true;
            sessions.forEach(session -> session.tell(QuerySession.Signal.GIVE_UP));
        }

        /** What is missing of those who are nearest is missing of the whole answer. */
        Coverage coverage(QuerySession.Found found) {
            Gathering gathering = found.gathering();
            int seen = (int) Math.min(gathering.covered(), Math.floor(leastShare * gathering.of()));
            return new Coverage(seen, gathering.of(), gathering.patients());
        }
    }

    private static List<Criterion> criteria(AggregateQuery query) {
        List<Criterion> criteria = new ArrayList<>(List.of(query.criterion()));
        for (Aggregation each : query.aggregations()) {
            if (each instanceof Aggregation.CrossTable table) {
                for (Aggregation.Dimension dimension : List.of(table.rows(), table.columns())) {
                    if (dimension instanceof Aggregation.Dimension.Verdict verdict) {
                        criteria.add(verdict.criterion());
                    }
                }
            }
        }
        return criteria;
    }

    private static void collect(Criterion criterion, Set<NearestTo> found) {
        if (criterion instanceof NearestTo nearest) {
            found.add(nearest);
        }
        criterion.parts().forEach(part -> collect(part, found));
    }
}
