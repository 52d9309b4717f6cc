package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientEvent;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.JournalEntry;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.ProfileStore.StoredProfile;
import io.anamnesis.protocol.port.WriterMark;
import io.anamnesis.protocol.wire.EventCodec;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.sharding.profile.Change;
import io.anamnesis.sharding.profile.Change.FrozenWindow;
import io.anamnesis.sharding.profile.Profile;
import io.anamnesis.sharding.profile.ProfileSettings;
import io.anamnesis.sharding.profile.ProfileSnapshot;
import io.anamnesis.sharding.profile.WindowRefold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From storage back to a live profile: the snapshot, then the tail of the journal; the whole journal where there is no
 * usable snapshot, or where two writers used the same numbers.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    static final String POSITION_SLICE = "position";

    private final PatientId patient;
    private final JournalReader reader;
    private final ProfileStore profiles;
    private final ProfileSettings settings;
    private final Duration sealHorizon;

    Recovery(
            PatientId patient,
            JournalReader reader,
            ProfileStore profiles,
            ProfileSettings settings,
            Duration sealHorizon) {
        this.patient = patient;
        this.reader = reader;
        this.profiles = profiles;
        this.settings = settings;
        this.sealHorizon = sealHorizon;
    }

    /** Recovers; fails where storage does. */
    CompletionStage<Recovered> recover(Instant now) {
        CompletionStage<Optional<StoredProfile>> snapshot = profiles.load(patient);
        CompletionStage<List<WriterMark>> marks = reader.journal().writers(patient);
        return snapshot.thenCombine(marks, (stored, known) -> start(stored.orElse(null), known, now))
                .thenComposeAsync(this::tail, reader.executor());
    }

    /** A fold on its way. */
    private record Start(
            @Nullable Profile profile, @Nullable JournalPosition position, RecoveryPlan plan) {}

    /** What the stored snapshot held. */
    private record Snapshot(long messages, long seq) {
        static final Snapshot NONE = new Snapshot(0, -1);
    }

    private Start start(@Nullable StoredProfile stored, List<WriterMark> marks, Instant now) {
        JournalPosition position = stored == null
                ? null
                : JournalPosition.fromBytes(stored.slices().get(POSITION_SLICE));
        Profile profile = stored == null || position == null ? null : ProfileSnapshot.read(settings, stored.slices());
        JournalPosition usable = profile == null ? null : position;
        return new Start(profile, usable, new RecoveryPlan(usable, marks, now, sealHorizon));
    }

    private CompletionStage<Recovered> tail(Start start) {
        Profile profile = start.profile();
        JournalPosition position = start.position();
        if (profile == null || position == null) {
            return whole(start.plan());
        }
        Snapshot snapshot = new Snapshot(profile.messages(), position.seq());
        position.retain(start.plan().known());
        Fold fold = new Fold(profile, position);
        return reader.each(
                        patient, start.plan().readFrom(), entry -> start.plan().covers(entry) || fold.unforked(entry))
                .thenCompose(done -> fold.forked ? whole(start.plan()) : thaw(fold, start.plan(), snapshot));
    }

    /** Folds the whole journal as one writer's; a fork is found on the way. */
    private CompletionStage<Recovered> whole(RecoveryPlan plan) {
        Fold fold = new Fold(new Profile(settings), new JournalPosition());
        return reader.each(patient, 1, fold::unforked)
                .thenCompose(done -> fold.forked ? merged(plan) : thaw(fold, plan, Snapshot.NONE));
    }

    /**
     * Folds the journal of several writers: of one message id the event issued first counts, then the lesser writer, so
     * that the result is the same wherever and whenever it is made.
     */
    private CompletionStage<Recovered> merged(RecoveryPlan plan) {
        Map<String, Key> canonical = new HashMap<>();
        return reader.each(patient, 1, entry -> {
                    MessageRecorded event = decode(entry);
                    if (event != null) {
                        canonical.merge(event.message().id().value(), Key.of(event), Key::first);
                    }
                    return true;
                })
                .thenCompose(done -> {
                    Fold fold = new Fold(new Profile(settings), new JournalPosition());
                    return reader.each(patient, 1, entry -> fold.canonical(entry, canonical))
                            .thenCompose(again -> thaw(fold, plan, Snapshot.NONE));
                });
    }

    /** Which event of a message id counts. */
    private record Key(Instant issuedAt, WriterId writer, long seq) {
        static Key of(MessageRecorded event) {
            return new Key(event.message().issuedAt(), event.writer(), event.seq());
        }

        static Key first(Key one, Key other) {
            int order = one.issuedAt.compareTo(other.issuedAt);
            if (order == 0) {
                order = one.writer.compareTo(other.writer);
            }
            return order <= 0 ? one : other;
        }
    }

    private CompletionStage<Recovered> thaw(Fold fold, RecoveryPlan plan, Snapshot snapshot) {
        Recovered recovered = new Recovered(
                fold.profile, fold.position, plan.sealed(), plan.known(), snapshot.messages(), snapshot.seq());
        if (fold.waiting.isEmpty()) {
            return CompletableFuture.completedFuture(recovered);
        }
        Set<FrozenWindow> frozen = new TreeSet<>();
        fold.waiting.forEach(change -> frozen.addAll(change.frozen()));
        return refold(fold.profile, frozen).thenApply(refolded -> {
            fold.waiting.forEach(change -> fold.profile.thaw(refolded, change));
            return recovered;
        });
    }

    /** Brings the samples of frozen windows back from the journal. The profile must not change meanwhile. */
    CompletionStage<WindowRefold> refold(Profile profile, Set<FrozenWindow> windows) {
        WindowRefold refold = new WindowRefold(profile, windows);
        return reader.each(patient, 1, entry -> {
                    MessageRecorded event = decode(entry);
                    if (event != null) {
                        refold.show(event);
                    }
                    return true;
                })
                .thenApply(done -> refold);
    }

    /** An entry that can't be read is left where it is, told of once, and does not keep the patient from living. */
    static @Nullable MessageRecorded decode(JournalEntry entry) {
        try {
            PatientEvent event = EventCodec.fromEntry(entry);
            return event.match(recorded -> recorded);
        } catch (MalformedMessage e) {
            LOG.error("journal entry {} of writer {} can't be read: {}", entry.seq(), entry.writer(), e.detail());
            return null;
        }
    }

    /** A profile that entries are folded into, in the order of the journal. */
    private static final class Fold {
        final Profile profile;
        final JournalPosition position;
        final List<Change> waiting = new ArrayList<>();
        boolean forked;

        Fold(Profile profile, JournalPosition position) {
            this.profile = profile;
            this.position = position;
        }

        /** Folds an entry in; false where its number was used before. */
        boolean unforked(JournalEntry entry) {
            forked = position.add(entry);
            if (!forked) {
                apply(decode(entry));
            }
            return !forked;
        }

        boolean canonical(JournalEntry entry, Map<String, Key> canonical) {
            position.add(entry);
            Key chosen = canonical.get(entry.messageId().value());
            if (chosen != null && chosen.seq() == entry.seq() && chosen.writer().equals(entry.writer())) {
                apply(decode(entry));
            } else {
                profile.advance(entry.seq());
            }
            return true;
        }

        private void apply(@Nullable MessageRecorded event) {
            if (event != null) {
                Change change = profile.apply(event);
                if (!change.frozen().isEmpty()) {
                    waiting.add(change);
                }
            }
        }
    }
}
