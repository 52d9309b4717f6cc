package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.patient.PatientEvent;
import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.sharding.profile.MetricDefinition.Conversion;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.time.Instant;
import java.util.EnumMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One patient's live picture. {@link #apply} is total: every event that was ever accepted folds, and a message that is
 * known changes nothing.
 */
public final class Profile {
    final ProfileSettings settings;
    final Facts facts = new Facts();
    final TreeMap<String, MetricSeries> series = new TreeMap<>();
    final ModalitySlices slices;
    final EnumMap<Modality, ModalityState> modalities = new EnumMap<>(Modality.class);
    long seq;

    @Nullable
    Instant updatedAt;

    private long ticks;
    long lateSamples;
    long correctedSamples;
    long repeatedSamples;
    long unknownFields;

    public Profile(ProfileSettings settings) {
        this.settings = settings;
        this.slices = new ModalitySlices(settings);
        for (Modality modality : Modality.values()) {
            modalities.put(modality, new ModalityState());
        }
    }

    /** The last event folded in. */
    public long seq() {
        return seq;
    }

    /** Distinct messages. */
    public long messages() {
        return facts.size();
    }

    /** The number under which a message is known, or null. */
    public @Nullable Long seqOf(String messageId) {
        int fact = facts.place(messageId);
        return fact < 0 ? null : (Long) facts.seq(fact);
    }

    /** Grows with every change of what there is of a modality. */
    long version(Modality modality) {
        long version = state(modality).messages;
        if (modality == Modality.WEARABLES) {
            for (MetricSeries each : series.values()) {
                version += each.version();
            }
        }
        return version;
    }

    /**
     * Folds an event in and tells what it changed. Where {@link Change#frozen} names windows, their samples come back with
     * {@link WindowRefold} and {@link #thaw}; all else is already true.
     */
    public Change apply(PatientEvent event) {
        return event.match(this::recorded);
    }

    private Change recorded(MessageRecorded event) {
        return recorded(event, MessageCodec.contentHash(event.message()));
    }

    /** As {@link #apply}, for a caller that has decided on the message and knows the hash of its content. */
    public Change apply(MessageRecorded event, long contentHash) {
        return recorded(event, contentHash);
    }

    private Change recorded(MessageRecorded event, long contentHash) {
        ModalityMessage message = event.message();
        int added = facts.add(message.id().value(), message.issuedAt().toEpochMilli(), event.seq(), contentHash);
        int fact = added < 0 ? -added - 1 : added;
        Change change = new Change(++ticks, fact);
        seq = Math.max(seq, event.seq());
        if (added < 0) {
            return change;
        }
        if (updatedAt == null || updatedAt.isBefore(event.receivedAt())) {
            updatedAt = event.receivedAt();
        }
        unknownFields += message.unknown().size();
        state(message.modality()).add(message, event.seq());
        if (message.payload() instanceof Payload.WearablePayload wearable) {
            place(wearable.samples(), message.source().deviceOrEmpty(), fact, change);
        }
        ModalitySlice slice = slices.of(message.modality());
        if (slice != null) {
            slice.place(message.payload(), Evidence.of(message, facts.fact(fact)), change);
        }
        count(change, 1);
        return change;
    }

    private void count(Change change, int times) {
        lateSamples += (long) times * change.late;
        correctedSamples += (long) times * change.corrected;
        repeatedSamples += (long) times * change.repeated;
    }

    /** Takes note of an event that says nothing new. */
    public void advance(long eventSeq) {
        seq = Math.max(seq, eventSeq);
    }

    private ModalityState state(Modality modality) {
        return modalities.computeIfAbsent(modality, m -> new ModalityState());
    }

    private void place(WearableSamples samples, String device, int fact, Change change) {
        MetricDefinition definition = settings.catalogue().definition(samples.metric(), samples.unit());
        Conversion conversion = MetricCatalogue.conversion(definition, samples.unit());
        if (conversion == null) {
            return; // a unit that this build no longer converts: the journal keeps it
        }
        MetricSeries into = series(samples, definition);
        String known = into.device(device);
        long watermark = into.lastTime();
        for (int i = 0; i < samples.size(); i++) {
            double value = conversion.convert(samples.value(i));
            into.put(samples.observedAtEpochMillis(i), known, value, fact, watermark, change);
        }
    }

    private MetricSeries series(WearableSamples samples, MetricDefinition definition) {
        String name = settings.catalogue().series(samples.metric(), samples.unit());
        return series.computeIfAbsent(name, n -> new MetricSeries(n, definition, facts));
    }

    /** Lets go of samples that lie behind the horizon and were left alone. Their windows keep their sums. */
    public void freeze() {
        long untouchedSince = ticks - settings.freezeAfterEvents();
        for (MetricSeries each : series.values()) {
            if (each.windows() > 0) {
                each.freeze(each.lastTime() - settings.latenessHorizon().toMillis(), untouchedSince);
            }
        }
    }

    /** Puts the windows in place that a change waits for; it then says what became of its samples there. */
    public void thaw(WindowRefold refolded, Change change) {
        count(change, -1);
        for (Change.FrozenWindow key : change.frozen()) {
            MetricSeries into = series.get(key.series());
            Window window = refolded.windows().get(key);
            if (into != null && window != null) {
                into.thaw(window, refolded.placed(key, change.fact), change);
            }
        }
        count(change, 1);
    }
}
