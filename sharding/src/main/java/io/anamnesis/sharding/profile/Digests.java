package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.port.Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the index is told of a profile: a term a modality and a metric, a number a feature and span. */
public final class Digests {
    private Digests() {}

    /** The digest of a view; a number is named {@code metric.feature[span]}. */
    public static Digest of(ProfileView view, int slice) {
        Set<String> terms = new HashSet<>();
        Map<String, Double> numbers = new HashMap<>();
        view.modalities().forEach((modality, state) -> {
            if (state.present()) {
                terms.add("modality:" + modality.wireName());
            }
        });
        for (ProfileView.MetricView metric : view.wearables()) {
            terms.add("metric:" + metric.metric());
            metric.features()
                    .forEach((span, features) -> features.forEach((feature, value) ->
                            numbers.put(metric.metric() + "." + feature + "[" + span + "]", value)));
        }
        return new Digest(view.patient(), slice, view.seq(), terms, numbers, Map.of());
    }
}
