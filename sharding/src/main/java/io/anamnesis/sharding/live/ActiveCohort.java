package io.anamnesis.sharding.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.CohortState;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.patient.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One live cohort, the only writer of its history. What changes it, and what is asked about it, waits in line while something is being
 * written: changes are decided in memory, appended together, and only then told.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code Define}, {@code End}</td><td>write the definition; answer; tell watchers and nodes</td></tr>
 * <tr><td>{@code Report}, {@code Beat}</td><td>a node's word: append what it changes; answer</td></tr>
 * <tr><td>{@code GetState}, {@code GetMembers}, {@code Subscribe}</td><td>answer when all before is durable</td></tr>
 * <tr><td>{@code Renew}, {@code Unsubscribe}</td><td>at once</td></tr>
 * <tr><td>{@code Stop}</td><td>finish what is in flight, write members, stop</td></tr>
 * </table>
 */
final class ActiveCohort extends AbstractBehavior<CohortMessage> {
    private record Written(@Nullable Throwable failure) implements CohortMessage.Internal {}

    private record Saved(@Nullable Throwable failure) implements CohortMessage.Internal {}

    private enum Tick implements CohortMessage.Internal {
        FLUSH,
        RETRY,
        TIME_IS_UP
    }

    private final TimerScheduler<CohortMessage> timers;
    private final CohortName name;
    private final LiveEnvironment environment;
    private final LiveSettings settings;
    private final Membership membership;
    private final MemberSaves saves;
    private final CohortWatchers watchers;
    private final Deque<CohortMessage> waiting = new ArrayDeque<>();
    private @Nullable LiveCohort cohort;
    /** The last change that is durable. */
    private long toldSeq;

    /** What is being written, with what follows; null where nothing is. */
    private @Nullable Writing writing;

    private boolean stopping;

    ActiveCohort(
            ActorContext<CohortMessage> context,
            TimerScheduler<CohortMessage> timers,
            CohortName name,
            LiveEnvironment environment,
            CohortRecovery.Recovered recovered) {
        super(context);
        this.timers = timers;
        this.name = name;
        this.environment = environment;
        this.settings = environment.settings();
        this.cohort = recovered.cohort();
        this.membership = recovered.membership();
        this.toldSeq = membership.seq();
        this.saves = new MemberSaves(name, environment.store(), recovered.since());
        this.watchers = new CohortWatchers(context, name, settings);
        timers.startTimerWithFixedDelay(Tick.FLUSH, Tick.FLUSH, settings.flushInterval());
    }

    @Override
    public Receive<CohortMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Written.class, this::onWritten)
                .onMessage(Saved.class, this::onSaved)
                .onMessage(CohortWatchers.Gone.class, gone -> {
                    watchers.leave(gone.watcher());
                    return this;
                })
                .onMessageEquals(Tick.FLUSH, this::onFlush)
                .onMessageEquals(Tick.RETRY, this::onRetry)
                .onMessageEquals(Tick.TIME_IS_UP, Behaviors::stopped)
                .onMessageEquals(CohortMessage.Stop.INSTANCE, this::onStop)
                .onMessage(CohortMessage.Renew.class, renew -> {
                    watchers.on(renew, toldSeq, now());
                    return this;
                })
                .onMessage(CohortMessage.Unsubscribe.class, unsubscribe -> {
                    watchers.leave(unsubscribe.watcher());
                    return this;
                })
                .onMessage(CohortMessage.class, this::onWork)
                .build();
    }

    // ---- in line

    private Behavior<CohortMessage> onWork(CohortMessage message) {
        if (stopping) {
            refuse(message, new Rejection.Unavailable("The cohort is on the move; ask again."));
            return this;
        }
        if (waiting.size() >= settings.maxWaiting()) {
            refuse(message, new Rejection.Overloaded(settings.maxWaiting()));
            return this;
        }
        waiting.add(message);
        return work();
    }

    /** Nodes and watchers hear nothing, and send again. */
    private static void refuse(CohortMessage message, Rejection rejection) {
        if (message instanceof CohortMessage.Question question) {
            question.replyTo().tell(new CohortReply.Rejected(rejection));
        }
    }

    /** Takes what waits, up to a batch of changes or a definition, which is written by itself. */
    private Behavior<CohortMessage> work() {
        while (writing == null && !waiting.isEmpty()) {
            List<CohortChange> changes = new ArrayList<>();
            List<Runnable> afterwards = new ArrayList<>();
            while (!waiting.isEmpty() && changes.size() < settings.maxBatch() && !isDefinition(waiting.peek())) {
                take(waiting.remove(), changes, afterwards);
            }
            if (!changes.isEmpty()) {
                write(new Writing(changes, null, afterwards, 1));
                return this;
            }
            afterwards.forEach(Runnable::run);
            CohortMessage next = waiting.peek();
            if (isDefinition(next)) {
                waiting.remove();
                define(next);
            }
        }
        return this;
    }

    private static boolean isDefinition(@Nullable CohortMessage message) {
        return message instanceof CohortMessage.Define || message instanceof CohortMessage.End;
    }

    private void take(CohortMessage message, List<CohortChange> changes, List<Runnable> afterwards) {
        if (message instanceof CohortMessage.Report report) {
            onReport(report, changes, afterwards);
        } else if (message instanceof CohortMessage.Beat beat) {
            onBeat(beat, afterwards);
        } else if (message instanceof CohortMessage.GetState get) {
            CohortState state = state();
            CohortReply reply = state == null ? unknown() : new CohortReply.State(state);
            afterwards.add(() -> get.replyTo().tell(reply));
        } else if (message instanceof CohortMessage.GetMembers get) {
            CohortReply reply = members(get);
            afterwards.add(() -> get.replyTo().tell(reply));
        } else if (message instanceof CohortMessage.Subscribe subscribe) {
            CohortState state = lives() ? state() : null;
            afterwards.add(watchers.on(subscribe, state, now()));
        }
    }

    // ---- nodes

    private void onReport(CohortMessage.Report report, List<CohortChange> changes, List<Runnable> afterwards) {
        WatchMessage other = otherVersion(report.version());
        if (other != null) {
            afterwards.add(() -> report.replyTo().tell(other));
            return;
        }
        Membership.Outcome outcome = membership.report(report.session(), report.number(), report.items(), now());
        WatchMessage answer = new WatchMessage.Unknown(name, report.session());
        if (outcome instanceof Membership.Outcome.Counted counted) {
            changes.addAll(counted.changes());
            answer = new WatchMessage.Heard(name, report.session(), report.number(), counted.lost());
        }
        WatchMessage told = answer;
        afterwards.add(() -> report.replyTo().tell(told));
        if (membership.size() > settings.maxMembers()) {
            getContext()
                    .getLog()
                    .error("the live cohort {} ends: more than max-members = {}", name, settings.maxMembers());
            waiting.addFirst(new CohortMessage.End(
                    name, Caller.system("live-cohort"), getContext().getSystem().ignoreRef()));
        }
    }

    private void onBeat(CohortMessage.Beat beat, List<Runnable> afterwards) {
        WatchMessage other = otherVersion(beat.version());
        if (other == null) {
            Set<Integer> lost = membership.lost(beat.session(), beat.number(), beat.slices(), now());
            other = lost == null
                    ? new WatchMessage.Unknown(name, beat.session())
                    : new WatchMessage.Heard(name, beat.session(), 0, lost);
        }
        WatchMessage told = other;
        afterwards.add(() -> beat.replyTo().tell(told));
    }

    /** What a node is told that judges by something else than what is current. */
    private @Nullable WatchMessage otherVersion(int version) {
        LiveCohort current = cohort;
        if (current == null) {
            return new WatchMessage.Gone(name);
        }
        return current.version() == version && current.lives() ? null : new WatchMessage.Defined(current);
    }

    // ---- questions

    private @Nullable CohortState state() {
        LiveCohort current = cohort;
        return current == null
                ? null
                : new CohortState(
                        current,
                        membership.seq(),
                        membership.size(),
                        current.lives() ? membership.settled(now(), settings.nodeTimeout()) : 0,
                        environment.slices());
    }

    private CohortReply unknown() {
        return new CohortReply.Rejected(new Rejection.UnknownCohort(name.value()));
    }

    private boolean lives() {
        LiveCohort current = cohort;
        return current != null && current.lives();
    }

    private CohortReply members(CohortMessage.GetMembers get) {
        CohortState state = state();
        if (state == null || !lives()) {
            return unknown();
        }
        List<CohortMember> page = membership.page(get.after(), get.limit() + 1);
        boolean more = page.size() > get.limit();
        List<CohortMember> shown = more ? page.subList(0, get.limit()) : page;
        return new CohortReply.Members(
                state, shown, more ? shown.get(shown.size() - 1).patient() : null);
    }

    // ---- definitions

    private void define(CohortMessage message) {
        LiveCohort next;
        ActorRef<CohortReply> asker;
        if (message instanceof CohortMessage.Define define) {
            asker = define.replyTo();
            Rejection refusal = Definitions.refusal(define.criterion(), cohort, environment);
            if (refusal != null) {
                asker.tell(new CohortReply.Rejected(refusal));
                return;
            }
            next = Definitions.next(define, cohort, now());
        } else {
            CohortMessage.End end = (CohortMessage.End) message;
            asker = end.replyTo();
            if (!lives()) {
                asker.tell(unknown());
                return;
            }
            next = Objects.requireNonNull(cohort).ended(now());
        }
        if (next.equals(cohort)) {
            asker.tell(new CohortReply.State(Objects.requireNonNull(state())));
            return;
        }
        write(new Writing(
                List.of(), next, List.of(() -> asker.tell(new CohortReply.State(Objects.requireNonNull(state())))), 1));
    }

    private void defined(LiveCohort next) {
        LiveCohort before = cohort;
        cohort = next;
        if (before == null || before.version() != next.version()) {
            membership.begin(next.version());
        }
        watchers.send(new CohortFrame.Snapshot(toldSeq, Objects.requireNonNull(state())));
        environment.announce().accept(next);
    }

    // ---- writing

    private void write(Writing next) {
        writing = next;
        LiveCohort definition = next.definition();
        CompletionStage<Void> stage = definition == null
                ? environment.store().append(name, next.changes())
                : environment.store().define(definition);
        getContext()
                .pipeToSelf(stage.thenApply(done -> akka.Done.getInstance()), (done, failure) -> new Written(failure));
    }

    private Behavior<CohortMessage> onWritten(Written written) {
        Writing done = Objects.requireNonNull(writing);
        if (written.failure() != null) {
            return notWritten(done, written.failure());
        }
        writing = null;
        if (done.definition() != null) {
            defined(done.definition());
        } else {
            toldSeq = done.changes().get(done.changes().size() - 1).seq();
            watchers.publish(done.changes());
            saves.note(done.changes());
        }
        done.afterwards().forEach(Runnable::run);
        return stopping ? finish() : work();
    }

    private Behavior<CohortMessage> notWritten(Writing failed, Throwable failure) {
        if (failed.attempt() >= settings.appendAttempts()) {
            // it may be written or not: the next message reads back what is
            getContext().getLog().error("a live cohort stops, its write failed: {}", failure.toString());
            return Behaviors.stopped();
        }
        timers.startSingleTimer(Tick.RETRY, settings.retryPause(failed.attempt()));
        return this;
    }

    private Behavior<CohortMessage> onRetry() {
        write(Objects.requireNonNull(writing).again());
        return this;
    }

    private Behavior<CohortMessage> onFlush() {
        watchers.expire(now());
        if (saves.due()) {
            save();
        }
        return this;
    }

    private void save() {
        getContext()
                .pipeToSelf(
                        saves.save().thenApply(done -> akka.Done.getInstance()), (done, failure) -> new Saved(failure));
    }

    private Behavior<CohortMessage> onSaved(Saved saved) {
        saves.saved(saved.failure() == null);
        if (saved.failure() != null) {
            getContext()
                    .getLog()
                    .warn(
                            "members of a live cohort not written: {}",
                            saved.failure().toString());
            return stopping ? Behaviors.stopped() : this;
        }
        return stopping ? finish() : this;
    }

    // ---- stopping

    private Behavior<CohortMessage> onStop() {
        stopping = true;
        waiting.forEach(each -> refuse(each, new Rejection.Unavailable("The cohort is on the move; ask again.")));
        waiting.clear();
        timers.startSingleTimer(Tick.TIME_IS_UP, settings.stopTimeout());
        return finish();
    }

    private Behavior<CohortMessage> finish() {
        if (writing != null || saves.saving()) {
            return this;
        }
        if (saves.due()) {
            save();
            return this;
        }
        return Behaviors.stopped();
    }

    private Instant now() {
        return environment.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
