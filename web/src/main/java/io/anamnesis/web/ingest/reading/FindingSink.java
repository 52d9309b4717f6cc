package io.anamnesis.web.ingest.reading;

/**
 * Takes what a reader finds, in the order of the input, on the thread that called the reader. It may block: that is how
 * the reader is slowed down. What it throws ends the read and reaches the caller unchanged.
 */
public interface FindingSink {
    /** A piece that says something. */
    void found(Finding finding);

    /** A piece, or a part of an accepted piece, that gives nothing. */
    void refused(Refusal refusal);
}
