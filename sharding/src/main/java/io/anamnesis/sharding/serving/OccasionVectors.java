package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.port.Occasion;
import java.util.List;

/** An earlier study, or earlier days, as a model is given it: numbers of the names that it looks at in what holds now. */
public final class OccasionVectors {
    private OccasionVectors() {}

    /**
     * Writes one. What is 0 where a modality is there without it is 0 here, all else that is absent is NaN.
     *
     * @param into as long as there are features
     * @return false where the occasion has none of the numbers: then it is nothing to this model
     */
    public static boolean write(Occasion occasion, List<FeatureSpec> features, float[] into) {
        boolean any = false;
        for (int i = 0; i < into.length; i++) {
            FeatureSpec feature = features.get(i);
            float number = occasion.number(feature.name());
            any |= !Float.isNaN(number);
            into[i] = feature.value(number);
        }
        return any;
    }
}
