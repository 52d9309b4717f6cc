package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;

/** What the name of a number tells. */
final class NumberNames {
    private NumberNames() {}

    /** The modality before the first dot; where that is none it is a metric, and the modality wearables. */
    static Modality modality(String name) {
        int dot = name.indexOf('.');
        return Modality.ofWireName(dot < 0 ? name : name.substring(0, dot)).orElse(Modality.WEARABLES);
    }
}
