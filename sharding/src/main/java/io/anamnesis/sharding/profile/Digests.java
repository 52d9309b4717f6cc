package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.ProfileView.ModalityView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.profile.ProfileViews.Made;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the index is told of a profile: a part for each modality there is. */
final class Digests {
    private Digests() {}

    /**
     * The digest of a view; a number is named {@code metric.feature[span]} or {@code modality.feature}.
     *
     * @param made what was made of the slices for this view
     */
    static Digest of(ProfileView view, int slice, Map<Modality, Made> made) {
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        view.modalities().forEach((modality, state) -> {
            if (state.present()) {
                parts.put(
                        modality,
                        modality == Modality.WEARABLES
                                ? wearables(view, state)
                                : part(modality, state, made.get(modality)));
            }
        });
        return new Digest(view.patient(), slice, view.seq(), parts);
    }

    private static Digest.Part part(Modality modality, ModalityView state, @Nullable Made made) {
        List<Digest.Element> elements = new ArrayList<>();
        Map<String, List<float[]>> vectors = new HashMap<>();
        Map<String, Double> numbers = new HashMap<>();
        state.features().forEach((name, value) -> numbers.put(modality.wireName() + "." + name, value));
        if (made != null) {
            made.terms().forEach(term -> elements.add(new Digest.Element("term", null, Set.of(term), Map.of())));
            made.vectors().forEach((space, vector) -> vectors.put(modality.wireName() + "." + space, List.of(vector)));
        }
        return part(state, elements, numbers, vectors);
    }

    private static Digest.Part wearables(ProfileView view, ModalityView state) {
        List<Digest.Element> elements = new ArrayList<>();
        Map<String, Double> numbers = new HashMap<>();
        for (ProfileView.MetricView metric : view.wearables()) {
            elements.add(new Digest.Element("metric", null, Set.of("metric:" + metric.metric()), Map.of()));
            metric.features()
                    .forEach((span, features) -> features.forEach((feature, value) ->
                            numbers.put(metric.metric() + "." + feature + "[" + span + "]", value)));
        }
        return part(state, elements, numbers, Map.of());
    }

    private static Digest.Part part(
            ModalityView state,
            List<Digest.Element> elements,
            Map<String, Double> numbers,
            Map<String, List<float[]>> vectors) {
        Instant first = Objects.requireNonNull(state.firstObservedAt());
        Instant last = Objects.requireNonNull(state.lastObservedAt());
        return new Digest.Part(state.lastSeq(), first, last, elements, Set.of(), numbers, vectors);
    }
}
