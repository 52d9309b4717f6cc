package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import io.anamnesis.sharding.profile.Change;
import io.anamnesis.sharding.profile.DirtyWindows;
import io.anamnesis.sharding.profile.Profile;
import io.anamnesis.sharding.profile.ProfileSnapshot;
import io.anamnesis.sharding.profile.ProfileViews;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is derived from the journal and written after the acknowledgement: closed windows, the digest, the snapshot. All of
 * it can be made again, so what fails is tried again when it is next due. Belongs to the entity's thread; the outcome of a flush comes
 * back by {@link #flushed}.
 */
final class WriteBehind {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
    /** One for all patients of the node: they all notice the same outage. */
    private static final Complaints OUTAGE = new Complaints(Duration.ofSeconds(10));

    private static final int WINDOWS_A_WRITE = 500;
    private static final long NONE = -1;

    /** New messages that a snapshot is written after, as a share of those that the last one held. */
    private static final double LEAST_SHARE = 0.25;

    private static final double MOST_SHARE = 0.5;

    /**
     * The outcome of a flush.
     *
     * @param notWritten windows that the store did not take; null where it took all
     * @param digestSeq the digest that was written, or −1
     * @param snapshotSeq the snapshot that was written, or −1
     */
    record Flushed(
            DirtyWindows.@Nullable Batch notWritten, long digestSeq, long snapshotSeq, Set<WriterId> forgotten) {}

    private final PatientId patient;
    private final EntityEnvironment environment;
    private final DirtyWindows windows = new DirtyWindows();
    private final Set<WriterId> sealed;
    private long snapshotMessages;
    private long snapshotSeq;
    private long snapshotAfter;
    private long digestSeq = NONE;
    private Instant digestDue = Instant.MIN;

    WriteBehind(PatientId patient, EntityEnvironment environment, Recovered recovered) {
        this.patient = patient;
        this.environment = environment;
        this.sealed = new HashSet<>(recovered.sealed());
        this.snapshotMessages = recovered.snapshotMessages();
        this.snapshotSeq = recovered.snapshotSeq();
        this.snapshotAfter = nextSnapshot();
    }

    /** Of so many new messages. Patients who grow alike, as those of one ward do, do not all write theirs in the same seconds. */
    private long nextSnapshot() {
        double share = ThreadLocalRandom.current().nextDouble(LEAST_SHARE, MOST_SHARE);
        return Math.max(environment.settings().snapshotMinEvents(), (long) (share * snapshotMessages));
    }

    void note(Change change) {
        windows.note(change);
    }

    /** Whether so much waits that it should not wait for the next tick. */
    boolean full() {
        return windows.size() > 10 * WINDOWS_A_WRITE;
    }

    /** Whether the stored digest is current. */
    boolean digestIsCurrent(Profile profile) {
        return digestSeq == profile.seq();
    }

    /** Whether the stored snapshot is current. */
    boolean current(JournalPosition position) {
        return snapshotSeq == position.seq();
    }

    /**
     * Writes windows, and digest and snapshot where they are due or {@code last} asks for them.
     * The stage never fails.
     */
    CompletionStage<Flushed> flush(Profile profile, ProfileViews views, JournalPosition position, boolean last) {
        long news = profile.messages() - snapshotMessages;
        boolean due = news >= snapshotAfter;
        boolean wanted = due || (last && (position.seq() > snapshotSeq || !sealed.isEmpty()));
        CompletionStage<DirtyWindows.@Nullable Batch> notWritten = saveWindows();
        CompletionStage<Long> digest =
                digestIsDue(profile, last) ? saveDigest(views) : CompletableFuture.completedFuture(NONE);
        CompletionStage<Long> snapshot = wanted && profile.messages() > 0
                ? saveSnapshot(profile, position)
                : CompletableFuture.completedFuture(NONE);
        Set<WriterId> forgotten = Set.copyOf(sealed);
        return notWritten.thenCombine(
                digest.thenCombine(snapshot, (d, s) -> new long[] {d, s}),
                (rest, seqs) -> new Flushed(rest, seqs[0], seqs[1], seqs[1] == NONE ? Set.of() : forgotten));
    }

    void flushed(Flushed outcome) {
        if (outcome.notWritten() != null) {
            windows.putBack(outcome.notWritten());
        }
        digestSeq = Math.max(digestSeq, outcome.digestSeq());
        snapshotSeq = Math.max(snapshotSeq, outcome.snapshotSeq());
        sealed.removeAll(outcome.forgotten());
    }

    private CompletionStage<DirtyWindows.@Nullable Batch> saveWindows() {
        DirtyWindows.Batch batch = windows.takeClosed();
        List<WindowView> all = batch.views();
        CompletionStage<Void> last = CompletableFuture.completedFuture(null);
        for (int from = 0; from < all.size(); from += WINDOWS_A_WRITE) {
            List<WindowView> some = all.subList(from, Math.min(all.size(), from + WINDOWS_A_WRITE));
            last = last.thenCompose(done -> environment.windows().save(patient, some));
        }
        return last.handle((done, failure) -> failure == null ? null : told("windows", failure, batch));
    }

    private boolean digestIsDue(Profile profile, boolean last) {
        return digestSeq != profile.seq()
                && profile.messages() > 0
                && (last || !environment.clock().instant().isBefore(digestDue));
    }

    private CompletionStage<Long> saveDigest(ProfileViews views) {
        ProfileView view = views.profile();
        digestDue = environment.clock().instant().plus(environment.settings().digestInterval());
        int slice = Slices.of(patient, environment.settings().indexSlices());
        Digest digest = views.digest(view, slice);
        environment.index().offer(digest);
        environment.cacheExecutor().execute(() -> environment.digestCache().put(digest));
        return environment
                .digests()
                .save(digest)
                .handle((done, failure) -> failure == null ? (Long) view.seq() : told("digest", failure, NONE));
    }

    private CompletionStage<Long> saveSnapshot(Profile profile, JournalPosition position) {
        profile.freeze();
        Map<String, byte[]> slices = new HashMap<>(ProfileSnapshot.write(profile));
        slices.put(Recovery.POSITION_SLICE, position.toBytes());
        int bytes = slices.values().stream().mapToInt(slice -> slice.length).sum();
        snapshotMessages = profile.messages();
        snapshotAfter = nextSnapshot();
        int most = environment.settings().snapshotMaxBytes();
        if (bytes > most) {
            LOG.warn("a snapshot of {} bytes is over the limit of {}: recovery will fold the journal", bytes, most);
            return CompletableFuture.completedFuture(NONE);
        }
        long seq = position.seq();
        Set<WriterId> forget = Set.copyOf(sealed);
        return environment
                .profiles()
                .save(patient, new StoredProfile(seq, slices))
                .thenCompose(done -> forget(forget))
                .handle((done, failure) -> failure == null ? (Long) seq : told("snapshot", failure, NONE));
    }

    /** Only now: a mark may go when the snapshot that covers its writer is durable. */
    private CompletionStage<Void> forget(Set<WriterId> writers) {
        CompletionStage<Void> last = CompletableFuture.completedFuture(null);
        for (WriterId writer : writers) {
            last = last.thenCompose(done -> environment.journal().forget(patient, writer));
        }
        return last;
    }

    private static <T> T told(String what, Throwable failure, T outcome) {
        OUTAGE.voice(Instant.now())
                .ifPresent(silent -> LOG.warn(
                        "{} not written, tried again when next due: {} (and {} more such failures since the last told)",
                        what,
                        failure.toString(),
                        silent));
        return outcome;
    }
}
