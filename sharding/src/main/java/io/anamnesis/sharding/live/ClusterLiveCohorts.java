package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.LiveCohorts;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Live cohorts of a cluster: entities are asked who is in; history and definitions are read from the store, where they are durable. */
final class ClusterLiveCohorts implements LiveCohorts {
    private final ActorSystem<?> system;
    private final CohortShards shards;
    private final CohortStore store;
    private final LiveSettings settings;
    private final AtomicLong number = new AtomicLong();

    ClusterLiveCohorts(ActorSystem<?> system, CohortShards shards, CohortStore store, LiveSettings settings) {
        this.system = system;
        this.shards = shards;
        this.store = store;
        this.settings = settings;
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> define(
            CohortName name, Criterion criterion, String description, Caller caller) {
        return state(name, replyTo -> new CohortMessage.Define(name, criterion, description, caller, replyTo));
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> end(CohortName name, Caller caller) {
        return state(name, replyTo -> new CohortMessage.End(name, caller, replyTo));
    }

    @Override
    public CompletionStage<QueryResult<CohortState>> state(CohortName name, Caller caller) {
        return state(name, replyTo -> new CohortMessage.GetState(name, caller, replyTo));
    }

    private CompletionStage<QueryResult<CohortState>> state(
            CohortName name, Function<ActorRef<CohortReply>, CohortMessage> message) {
        return ask(name, message)
                .thenApply(reply -> reply instanceof CohortReply.State state
                        ? new QueryResult.Answered<>(state.state())
                        : refused(reply));
    }

    @Override
    public CompletionStage<List<LiveCohort>> list(@Nullable CohortName after, int limit, Caller caller) {
        return store.definitions(after, limit);
    }

    @Override
    public CompletionStage<QueryResult<Members>> members(
            CohortName name, @Nullable PatientId after, int limit, Caller caller) {
        return ask(name, replyTo -> new CohortMessage.GetMembers(name, caller, after, limit, replyTo))
                .thenApply(reply -> reply instanceof CohortReply.Members page
                        ? new QueryResult.Answered<>(new Members(page.state(), page.members(), page.next()))
                        : refused(reply));
    }

    @Override
    public CompletionStage<QueryResult<List<CohortChange>>> history(
            CohortName name, long afterSeq, int limit, Caller caller) {
        return store.find(name)
                .thenCombine(
                        store.changes(name, afterSeq, limit),
                        (cohort, changes) -> cohort.isEmpty()
                                ? new QueryResult.Refused<>(new Rejection.UnknownCohort(name.value()))
                                : new QueryResult.Answered<>(changes));
    }

    @Override
    public FeedSubscription watch(CohortName name, Caller caller, @Nullable Long fromSeq, Listener listener) {
        ActorRef<CohortFeedSession.Message> session = system.systemActorOf(
                Behaviors.<CohortFeedSession.Message>supervise(CohortFeedSession.create(
                                shards.cohort(name), name, caller, fromSeq, store, listener, settings))
                        .onFailure(SupervisorStrategy.stop()),
                "cohort-feed-" + number.incrementAndGet(),
                Props.empty());
        return new FeedSubscription() {
            @Override
            public void request(long frames) {
                session.tell(new CohortFeedSession.Request(frames));
            }

            @Override
            public void close() {
                session.tell(CohortFeedSession.Signal.CLOSE);
            }
        };
    }

    private CompletionStage<CohortReply> ask(CohortName name, Function<ActorRef<CohortReply>, CohortMessage> message) {
        return shards.cohort(name)
                .<CohortReply>ask(message::apply, settings.askTimeout())
                .handleAsync(this::answer, Runnable::run);
    }

    private CohortReply answer(@Nullable CohortReply reply, @Nullable Throwable failure) {
        if (reply != null) {
            return reply;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return new CohortReply.Rejected(new Rejection.Unavailable("The cohort did not answer within "
                    + settings.askTimeout().toMillis() + " ms. The same request can be sent again."));
        }
        throw new CompletionException(cause);
    }

    private static <T> QueryResult<T> refused(CohortReply reply) {
        return new QueryResult.Refused<>(
                reply instanceof CohortReply.Rejected rejected
                        ? rejected.rejection()
                        : new Rejection.Unavailable("The cohort gave another answer than was asked for."));
    }
}
