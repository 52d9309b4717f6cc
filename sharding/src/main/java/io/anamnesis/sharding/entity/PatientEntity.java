package io.anamnesis.sharding.entity;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.sharding.profile.ProfileViews;
import io.anamnesis.sharding.profile.WindowRefold;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A patient who is awake.
 *
 * <table>
 * <caption>What it is told</caption>
 * <tr><td>{@code Ask(Record)}</td><td>decide, append, fold, acknowledge, publish</td></tr>
 * <tr><td>{@code Ask(Get…)}</td><td>answer from memory; the past comes from the journal</td></tr>
 * <tr><td>{@code Subscribe}, {@code Renew}, {@code Unsubscribe}</td><td>feeds</td></tr>
 * <tr><td>{@code MakeRoom}</td><td>leave the memory, unless somebody watches</td></tr>
 * <tr><td>{@code Stop}</td><td>finish, write behind, stop; at the latest after the stop timeout</td></tr>
 * </table>
 *
 * <p>It is made by {@link RecoveringPatient} when the recovery is done. When the journal does not confirm an append in all
 * its attempts, the entity no longer knows what is stored: it stops, and the next message recovers it.
 */
final class PatientEntity extends AbstractBehavior<PatientMessage> {
    static final EntityTypeKey<PatientMessage> TYPE_KEY = EntityTypeKey.create(PatientMessage.class, "patient");

    private record Appended(int attempt, @Nullable Throwable failure) implements PatientMessage.Internal {}

    private record AppendAgain(List<JournalEntry> entries, int attempt) implements PatientMessage.Internal {}

    private record Refolded(@Nullable WindowRefold refold, int attempt) implements PatientMessage.Internal {}

    private record RefoldAgain(int attempt) implements PatientMessage.Internal {}

    private record FlushDone(WriteBehind.Flushed outcome) implements PatientMessage.Internal {}

    private record MarkClosed() implements PatientMessage.Internal {}

    private record WritersSeen(boolean another) implements PatientMessage.Internal {}

    private enum Tick implements PatientMessage.Internal {
        FLUSH,
        STOP_TIMEOUT
    }

    private final EntityEnvironment environment;
    private final EntitySettings settings;
    private final TimerScheduler<PatientMessage> timers;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Recovery recovery;
    private final Recovered state;
    private final ProfileViews views;
    private final GroupCommit commits;
    private final FeedDesk feeds;
    private final WriteBehind behind;
    private final PatientReads reads;
    private final JournalWriter writer;
    private final FoldedBatch folded;
    private final IndexLink index;
    private final AwakePatients.Awake awake;

    private List<JournalEntry> appending = List.of();
    private boolean flushing;
    private boolean stopping;
    private boolean lastFlush;
    private boolean startingAnew;

    PatientEntity(
            ActorContext<PatientMessage> context,
            TimerScheduler<PatientMessage> timers,
            ActorRef<ClusterSharding.ShardCommand> shard,
            PatientId patient,
            EntityEnvironment environment,
            Recovery recovery,
            Recovered state) {
        super(context);
        this.timers = timers;
        this.shard = shard;
        this.environment = environment;
        this.settings = environment.settings();
        this.recovery = recovery;
        this.state = state;
        this.views = new ProfileViews(patient, state.profile());
        this.writer = new JournalWriter(patient, environment, state.position().seq() + 1);
        this.commits = new GroupCommit(settings, writer.id());
        this.folded = new FoldedBatch(state, writer.id());
        this.behind = new WriteBehind(patient, environment, state);
        Fusing fusing = new Fusing(environment.models(), environment.clock());
        History history = new History(
                patient, environment.reader(), environment.profileSettings(), environment.histories(), fusing);
        this.reads = new PatientReads(state, views, history, fusing);
        this.awake = environment.awake().enter(context.getSelf());
        this.feeds = new FeedDesk(context, timers, environment, history, state.position(), views, fusing, awake);
        this.index = new IndexLink(patient, environment, state.profile(), views);
        index.changed();
        timers.startTimerWithFixedDelay(Tick.FLUSH, Tick.FLUSH, beat(), settings.flushInterval());
    }

    /** Patients who wake together, after a restart or at the start of a load, do not write behind together. */
    private Duration beat() {
        return Duration.ofMillis(1
                + ThreadLocalRandom.current().nextLong(settings.flushInterval().toMillis()));
    }

    @Override
    public Receive<PatientMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(PatientMessage.Ask.class, this::onAsk)
                .onMessage(PatientMessage.Subscribe.class, subscribe -> after(() -> feeds.on(subscribe, stopping)))
                .onMessage(PatientMessage.Renew.class, renew -> after(() -> feeds.on(renew, folded.isEmpty())))
                .onMessage(PatientMessage.Unsubscribe.class, gone -> after(() -> feeds.on(gone)))
                .onMessageEquals(PatientMessage.MakeRoom.INSTANCE, () -> after(this::makeRoom))
                .onMessage(PatientMessage.TellIndex.class, tell -> after(() -> index.tell(this::makeRoom)))
                .onMessageEquals(PatientMessage.Stop.INSTANCE, this::onStop)
                .onMessage(Appended.class, this::onAppended)
                .onMessage(AppendAgain.class, this::onAppendAgain)
                .onMessage(Refolded.class, this::onRefolded)
                .onMessage(RefoldAgain.class, again -> refold(again.attempt()))
                .onMessage(FeedDesk.Note.class, note -> after(() -> feeds.on(note)))
                .onMessage(FlushDone.class, this::onFlushDone)
                .onMessage(MarkClosed.class, closed -> Behaviors.stopped())
                .onMessage(WritersSeen.class, this::onWritersSeen)
                .onMessageEquals(Tick.FLUSH, this::onFlushTick)
                .onMessageEquals(Tick.STOP_TIMEOUT, this::onStopTimeout)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    // ---- commands

    private Behavior<PatientMessage> onAsk(PatientMessage.Ask ask) {
        awake.used();
        Asker asker = Asker.of(ask, environment.tracing());
        PatientCommand command = ask.command();
        if (command instanceof PatientCommand.Record record) {
            commits.offer(record, asker);
            return commits.appending() ? this : appendNext();
        }
        if (command instanceof PatientCommand.Passivate) {
            asker.tell(new PatientReply.Passivating(state.position().seq()));
            leave();
        } else {
            reads.answer(command, asker);
        }
        return this;
    }

    /** The shard holds back what is sent next, and says {@code Stop}. */
    private void leave() {
        shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }

    // ---- decide, append

    private Behavior<PatientMessage> appendNext() {
        List<JournalEntry> entries = commits.next(
                state.profile(),
                state.position().seq(),
                environment.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        if (!entries.isEmpty()) {
            append(entries, 1);
        } else if (stopping) {
            return flushLast();
        }
        return this;
    }

    private void append(List<JournalEntry> entries, int attempt) {
        appending = entries;
        if (writer.renews()) {
            lookForOtherWriters();
        }
        getContext()
                .pipeToSelf(
                        writer.append(entries, state.position().seq(), commits.senders())
                                .thenApply(done -> Done.getInstance()),
                        (done, failure) -> new Appended(attempt, failure));
    }

    private void lookForOtherWriters() {
        getContext()
                .pipeToSelf(
                        writer.others(Set.copyOf(state.known())),
                        (others, failure) -> new WritersSeen(others != null && others));
    }

    /** Where somebody else writes for this patient, a partition has healed: recovery merges the two. */
    private Behavior<PatientMessage> onWritersSeen(WritersSeen seen) {
        if (seen.another()) {
            getContext().getLog().warn("another writer was found; the entity recovers to merge what it wrote");
            leave();
        }
        return this;
    }

    private Behavior<PatientMessage> onAppended(Appended appended) {
        Throwable failure = appended.failure();
        if (failure == null) {
            return fold();
        }
        if (appended.attempt() >= settings.appendAttempts()) {
            return startAnew("the journal confirmed no append: " + failure);
        }
        writer.unconfirmed();
        timers.startSingleTimer(
                new AppendAgain(appending, appended.attempt() + 1), settings.retryPause(appended.attempt()));
        return this;
    }

    private Behavior<PatientMessage> onAppendAgain(AppendAgain again) {
        append(again.entries(), again.attempt());
        return this;
    }

    // ---- fold, acknowledge, publish

    private Behavior<PatientMessage> fold() {
        folded.fold(commits.inFlight(), feeds.wanted());
        return folded.frozen().isEmpty() ? tell() : refold(1);
    }

    /** A late sample fell behind the horizon: its window's samples come back from the journal first. */
    private Behavior<PatientMessage> refold(int attempt) {
        getContext()
                .pipeToSelf(
                        recovery.refold(state.profile(), folded.frozen()),
                        (refold, failure) -> new Refolded(failure == null ? refold : null, attempt));
        return this;
    }

    private Behavior<PatientMessage> onRefolded(Refolded refolded) {
        WindowRefold refold = refolded.refold();
        if (refold != null) {
            folded.thaw(refold);
            return tell();
        }
        if (refolded.attempt() >= settings.appendAttempts()) {
            return startAnew("the journal could not be read for a late sample");
        }
        timers.startSingleTimer(new RefoldAgain(refolded.attempt() + 1), settings.retryPause(refolded.attempt()));
        return this;
    }

    private Behavior<PatientMessage> tell() {
        folded.publish(feeds, feeds.wanted(), behind);
        index.changed();
        tellSenders();
        feeds.changed();
        if (behind.full()) {
            flush();
        }
        return appendNext();
    }

    private void tellSenders() {
        folded.acknowledge();
        commits.done();
    }

    private Behavior<PatientMessage> after(Runnable step) {
        step.run();
        return this;
    }

    private void makeRoom() {
        if (feeds.watched() && !stopping && !startingAnew) {
            awake.stays();
        } else {
            leave();
        }
    }

    // ---- write behind, stop

    private Behavior<PatientMessage> onFlushTick() {
        feeds.expire();
        if (!flushing && folded.isEmpty()) {
            flush();
        }
        return this;
    }

    private void flush() {
        if (flushing || !folded.isEmpty()) {
            return;
        }
        flushing = true;
        getContext()
                .pipeToSelf(
                        behind.flush(state.profile(), views, state.position(), lastFlush),
                        (outcome, failure) -> new FlushDone(
                                outcome == null ? new WriteBehind.Flushed(null, -1, -1, Set.of()) : outcome));
    }

    private Behavior<PatientMessage> onFlushDone(FlushDone done) {
        flushing = false;
        behind.flushed(done.outcome());
        if (!stopping || !commits.idle()) {
            return this;
        }
        if (!lastFlush) {
            return flushLast();
        }
        return closeMark();
    }

    private Behavior<PatientMessage> onStop() {
        if (startingAnew) {
            return endToStartAnew();
        }
        if (stopping) {
            return this;
        }
        stopping = true;
        timers.cancel(Tick.FLUSH);
        timers.startSingleTimer(Tick.STOP_TIMEOUT, settings.stopTimeout());
        return commits.idle() && !flushing ? flushLast() : this;
    }

    /** Senders hear of it when the shard holds back what they send next: in the mailbox of a stopped actor it would be lost. */
    private Behavior<PatientMessage> startAnew(String why) {
        commits.named(() -> getContext().getLog().warn("the entity starts anew: {}", why));
        if (stopping) {
            return endToStartAnew();
        }
        startingAnew = true;
        leave();
        timers.startSingleTimer(Tick.STOP_TIMEOUT, settings.stopTimeout());
        return this;
    }

    private Behavior<PatientMessage> endToStartAnew() {
        if (!folded.isEmpty()) {
            tellSenders();
        }
        commits.rejectAll(new Rejection.StorageUnavailable());
        return Behaviors.stopped();
    }

    private Behavior<PatientMessage> flushLast() {
        if (!flushing) {
            lastFlush = true;
            flush();
        }
        return this;
    }

    /**
     * A writer that stopped cleanly says so, where the snapshot holds all it wrote: the next recovery reads nothing twice. Where the
     * digest holds it too, whoever loads the slice next need not ask.
     */
    private Behavior<PatientMessage> closeMark() {
        CompletionStage<Void> finished = writer.finish(
                state.position().seq(),
                behind.current(state.position()),
                behind.digestIsCurrent(state.profile()) ? state.sealed() : null);
        getContext().pipeToSelf(finished.thenApply(done -> Done.getInstance()), (done, failure) -> new MarkClosed());
        return this;
    }

    private Behavior<PatientMessage> onStopTimeout() {
        getContext()
                .getLog()
                .warn(
                        "stopping took longer than {}; what is not written comes back by recovery",
                        settings.stopTimeout());
        return Behaviors.stopped();
    }

    private Behavior<PatientMessage> onPostStop(PostStop signal) {
        awake.left();
        environment.measures().stopped();
        commits.rejectAll(new Rejection.Unavailable("The patient is on the move; send again."));
        return this;
    }
}
