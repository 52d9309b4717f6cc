package io.anamnesis.protocol.patient;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A patient's picture at one point.
 *
 * @param seq the last event in it; its ETag
 * @param messages accepted messages in it
 * @param updatedAt when the last of them was received; null while there are none
 * @param modalities one entry a modality, also for those that are missing
 * @param wearables one entry a metric, by name
 * @param lateSamples samples that arrived after their window had closed
 * @param correctedSamples samples whose value was replaced by a later issue
 * @param repeatedSamples samples that arrived again with the same value
 * @param unknownFields fields of newer schema versions that were preserved without being understood
 */
public record ProfileView(
        PatientId patient,
        long seq,
        long messages,
        @Nullable Instant updatedAt,
        Map<Modality, ModalityView> modalities,
        List<MetricView> wearables,
        long lateSamples,
        long correctedSamples,
        long repeatedSamples,
        long unknownFields) {
    public ProfileView {
        modalities = Map.copyOf(modalities);
        wearables = List.copyOf(wearables);
    }

    /**
     * Whether a modality is there, and how fresh.
     *
     * @param present false where no message of it was accepted
     * @param items things that the profile holds of it; 0 for wearables, which have metrics
     * @param features named numbers over all of them, by name
     */
    public record ModalityView(
            boolean present,
            long messages,
            @Nullable Instant firstObservedAt,
            @Nullable Instant lastObservedAt,
            long lastSeq,
            long items,
            Map<String, Double> features) {
        public ModalityView {
            // a node of before does not send them
            features = features == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(features));
        }

        /** A modality of which nothing is known. */
        public static final ModalityView MISSING = new ModalityView(false, 0, null, null, 0, 0, Map.of());
    }

    /**
     * One metric of the wearables.
     *
     * @param unit canonical UCUM unit of all values here
     * @param samples distinct (device, time) samples
     * @param latest the value at {@code lastObservedAt}
     * @param features named numbers by span: {@code 24h}, {@code 14d} (event time, back from the latest sample), {@code all};
     *     a feature that can't be computed is absent
     */
    public record MetricView(
            String metric,
            String unit,
            long samples,
            Instant firstObservedAt,
            Instant lastObservedAt,
            double latest,
            Map<String, Map<String, Double>> features) {}
}
