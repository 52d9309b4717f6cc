package io.anamnesis.web.ingest.wearable;

import org.jspecify.annotations.Nullable;

/**
 * One run over an input.
 *
 * @param order the order of day and month to read with, if known
 * @param census looks at dates in a run that only finds out their order; else null
 */
record Pass(
        ReadOptions options,
        Tally tally,
        @Nullable DateOrder order,
        @Nullable DateOrderCensus census) {

    /** A row whose cells were parted by the separator. */
    Row row(char separator) {
        return new Row(
                tally,
                new Clock(options.zone(), order, census),
                separator,
                options.patient() == null ? null : options.patient().value());
    }
}
