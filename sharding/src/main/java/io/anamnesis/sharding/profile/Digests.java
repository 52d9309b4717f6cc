package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.profile.ProfileViews.Made;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the index is told of a profile: a term a modality and a metric, a number a feature and span. */
final class Digests {
    private Digests() {}

    /**
     * The digest of a view; a number is named {@code metric.feature[span]} or {@code modality.feature}.
     *
     * @param made what was made of the slices for this view
     */
    static Digest of(ProfileView view, int slice, Map<Modality, Made> made) {
        Set<String> terms = new HashSet<>();
        Map<String, Double> numbers = new HashMap<>();
        view.modalities().forEach((modality, state) -> {
            if (state.present()) {
                terms.add("modality:" + modality.wireName());
                state.features().forEach((name, value) -> numbers.put(modality.wireName() + "." + name, value));
            }
        });
        Map<String, float[]> vectors = new HashMap<>();
        made.forEach((modality, each) -> {
            terms.addAll(each.terms());
            each.vectors().forEach((space, vector) -> vectors.put(modality.wireName() + "." + space, vector));
        });
        for (ProfileView.MetricView metric : view.wearables()) {
            terms.add("metric:" + metric.metric());
            metric.features()
                    .forEach((span, features) -> features.forEach((feature, value) ->
                            numbers.put(metric.metric() + "." + feature + "[" + span + "]", value)));
        }
        return new Digest(view.patient(), slice, view.seq(), terms, numbers, vectors);
    }
}
