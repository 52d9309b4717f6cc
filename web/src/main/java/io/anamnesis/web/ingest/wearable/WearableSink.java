package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.Refusal;

/**
 * Takes what a reader finds, in the order of the input, on the thread that called the reader. It may block: that is how
 * the reader is slowed down. What it throws ends the read and reaches the caller unchanged.
 */
public interface WearableSink {
    /** A measured value. */
    void sample(WearableSample sample);

    /** A row, or a cell of an accepted row, that gave none. */
    void refused(Refusal refusal);
}
