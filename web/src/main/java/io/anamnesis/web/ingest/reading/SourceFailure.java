package io.anamnesis.web.ingest.reading;

import java.io.IOException;

/** The given stream itself failed: a matter of the network or disk, not of the content. */
public final class SourceFailure extends IOException {
    private final IOException failure;

    public SourceFailure(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What the stream threw. */
    public IOException failure() {
        return failure;
    }
}
