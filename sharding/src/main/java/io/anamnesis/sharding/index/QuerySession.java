package io.anamnesis.sharding.index;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.trace.RequestContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One query: asks every node for all slices that it has, then for those that are missing, until none is or the time is up.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code Listing}</td><td>which desks there are, now and whenever that changes</td></tr>
 * <tr><td>{@code Part}, {@code Refused}</td><td>the answers of desks</td></tr>
 * <tr><td>{@code AGAIN}, {@code TIME_IS_UP}, {@code GIVE_UP}</td><td>timers, and a caller who left</td></tr>
 * </table>
 */
final class QuerySession extends AbstractBehavior<QueryMessage> {
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What the session found. */
    record Found(Gathering gathering, @Nullable Rejection refused) {}

    enum Signal implements QueryMessage.Internal {
        AGAIN,
        TIME_IS_UP,
        GIVE_UP
    }

    private record Listing(Set<ActorRef<QueryMessage>> desks) implements QueryMessage.Internal {}

    private final TimerScheduler<QueryMessage> timers;
    private final NodeQuery query;
    private final @Nullable RequestContext request;
    private final long deadlineNanos;
    private final CompletableFuture<Found> found;
    private final Gathering gathering;
    private final Map<Long, ActorRef<QueryMessage>> asked = new HashMap<>();
    private Set<ActorRef<QueryMessage>> desks = Set.of();
    private @Nullable Rejection refused;
    private long ids;

    private QuerySession(
            ActorContext<QueryMessage> context,
            TimerScheduler<QueryMessage> timers,
            NodeQuery query,
            @Nullable RequestContext request,
            int slices,
            Duration deadline,
            CompletableFuture<Found> found) {
        super(context);
        this.timers = timers;
        this.query = query;
        this.request = request;
        this.deadlineNanos = System.nanoTime() + deadline.toNanos();
        this.found = found;
        this.gathering = new Gathering(slices);
        timers.startSingleTimer(Signal.TIME_IS_UP, deadline);
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(
                Receptionist.Listing.class, listing -> new Listing(listing.getServiceInstances(QueryDesk.KEY)));
        context.getSystem().receptionist().tell(Receptionist.subscribe(QueryDesk.KEY, listings));
    }

    static Behavior<QueryMessage> create(
            NodeQuery query,
            @Nullable RequestContext request,
            int slices,
            Duration deadline,
            CompletableFuture<Found> found) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new QuerySession(context, timers, query, request, slices, deadline, found)));
    }

    @Override
    public Receive<QueryMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Listing.class, this::onListing)
                .onMessage(QueryMessage.Part.class, this::onPart)
                .onMessage(QueryMessage.Refused.class, this::onRefused)
                .onMessageEquals(Signal.AGAIN, () -> askAll(gathering.missing()))
                .onMessageEquals(Signal.TIME_IS_UP, this::end)
                .onMessageEquals(Signal.GIVE_UP, Behaviors::stopped)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    /** The first listing begins the query; a desk that came later is asked for what is missing, one that left is not waited for. */
    private Behavior<QueryMessage> onListing(Listing listing) {
        Set<ActorRef<QueryMessage>> before = desks;
        desks = listing.desks();
        asked.values().retainAll(desks);
        if (before.isEmpty()) {
            desks.forEach(desk -> ask(desk, null));
        }
        return asked.isEmpty() ? pause() : this;
    }

    private Behavior<QueryMessage> onPart(QueryMessage.Part part) {
        ActorRef<QueryMessage> desk = asked.remove(part.id());
        Set<Integer> again = gathering.take(part);
        if (gathering.covered() == gathering.of()) {
            return end();
        }
        if (desk != null && !again.isEmpty()) {
            ask(desk, again);
        }
        return asked.isEmpty() ? pause() : this;
    }

    private Behavior<QueryMessage> onRefused(QueryMessage.Refused answer) {
        asked.remove(answer.id());
        refused = answer.rejection();
        return refused.retryable() ? (asked.isEmpty() ? pause() : this) : end();
    }

    /** Every node has answered and something is missing: a slice is on the move, or loading. */
    private Behavior<QueryMessage> pause() {
        timers.startSingleTimer(Signal.AGAIN, PAUSE);
        return this;
    }

    private Behavior<QueryMessage> askAll(Set<Integer> slices) {
        desks.forEach(desk -> ask(desk, slices));
        return this;
    }

    private void ask(ActorRef<QueryMessage> desk, @Nullable Set<Integer> slices) {
        long id = ++ids;
        asked.put(id, desk);
        // a node gives up in time for its answer to be on time
        long wait = Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000 * 8 / 10);
        desk.tell(new QueryMessage.Ask(id, query, slices, wait, getContext().getSelf(), request));
    }

    private Behavior<QueryMessage> end() {
        found.complete(new Found(gathering, gathering.covered() == gathering.of() ? null : refused));
        return Behaviors.stopped();
    }

    private Behavior<QueryMessage> onPostStop(PostStop signal) {
        asked.forEach(
                (id, desk) -> desk.tell(new QueryMessage.Cancel(id, getContext().getSelf())));
        found.complete(new Found(gathering, new Rejection.Unavailable("The query was given up.")));
        return this;
    }
}
