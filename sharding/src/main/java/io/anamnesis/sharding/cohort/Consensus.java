package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.Truth;
import org.jspecify.annotations.Nullable;

/** What several truths agree on, of which only one holds and nobody knows which; UNKNOWN where they don't agree. */
final class Consensus {
    private @Nullable Truth agreed;

    void add(Truth truth) {
        agreed = agreed == null || agreed == truth ? truth : Truth.UNKNOWN;
    }

    /** FALSE where nothing was added. */
    Truth truth() {
        return agreed == null ? Truth.FALSE : agreed;
    }
}
