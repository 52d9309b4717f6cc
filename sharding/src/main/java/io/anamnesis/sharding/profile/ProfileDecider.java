package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.MetricDefinition.Conversion;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides on a message and changes nothing. */
public final class ProfileDecider {
    /** Nothing that is about a living patient lies before this. */
    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** No wearable measured before this. */
    static final Instant EARLIEST_SAMPLE = Instant.parse("1975-01-01T00:00:00Z");

    private ProfileDecider() {}

    /**
     * The decision on a message.
     *
     * @param contentHash of the message
     * @param pending how many messages were decided on but not folded yet
     * @param now the clock of the node
     */
    public static Decision decide(
            Profile profile, ModalityMessage message, long contentHash, int pending, Instant now) {
        int known = profile.facts.place(message.id().value());
        if (known >= 0) {
            return known(profile.facts.seq(known), profile.facts.contentHash(known), contentHash);
        }
        Rejection rejection = refusal(profile, message, pending, now);
        return rejection == null ? Decision.Append.INSTANCE : new Decision.Refuse(rejection);
    }

    /** The decision on a message whose id is taken. */
    public static Decision known(long seq, long itsHash, long contentHash) {
        return itsHash == contentHash
                ? new Decision.Known(seq)
                : new Decision.Refuse(new Rejection.MessageIdReused(seq));
    }

    private static @Nullable Rejection refusal(Profile profile, ModalityMessage message, int pending, Instant now) {
        ProfileSettings settings = profile.settings;
        Instant latest = now.plus(settings.futureTolerance());
        if (message.observedAt().isBefore(EARLIEST) || message.observedAt().isAfter(latest)) {
            return new Rejection.ImplausibleTime(message.observedAt(), EARLIEST, latest);
        }
        long messages = profile.messages() + pending + 1;
        if (messages > settings.maxMessages()) {
            return new Rejection.LimitReached("messages a patient", settings.maxMessages(), messages);
        }
        ModalitySlice slice = profile.slices.of(message.modality());
        if (slice != null) {
            return slice.refusal(message.payload());
        }
        return message.payload() instanceof Payload.WearablePayload wearable
                ? refusal(profile, wearable.samples(), latest)
                : null;
    }

    private static @Nullable Rejection refusal(Profile profile, WearableSamples samples, Instant latest) {
        MetricCatalogue catalogue = profile.settings.catalogue();
        MetricDefinition definition = catalogue.definition(samples.metric(), samples.unit());
        Conversion conversion = MetricCatalogue.conversion(definition, samples.unit());
        if (conversion == null) {
            return catalogue.unknownUnit(definition, samples.unit());
        }
        int most = profile.settings.maxSeries();
        if (profile.series.size() >= most
                && !profile.series.containsKey(catalogue.series(samples.metric(), samples.unit()))) {
            return new Rejection.LimitReached("series a patient", most, profile.series.size() + 1L);
        }
        long earliestMillis = EARLIEST_SAMPLE.toEpochMilli();
        long latestMillis = latest.toEpochMilli();
        for (int i = 0; i < samples.size(); i++) {
            long time = samples.observedAtEpochMillis(i);
            if (time < earliestMillis || time > latestMillis) {
                return new Rejection.ImplausibleTime(Instant.ofEpochMilli(time), EARLIEST_SAMPLE, latest);
            }
            double value = conversion.convert(samples.value(i));
            if (!(value >= definition.lowest() && value <= definition.highest())) {
                return new Rejection.ImplausibleValue(
                        samples.metric(), definition.lowest(), definition.highest(), definition.unit(), i);
            }
        }
        return null;
    }
}
