package io.anamnesis.web.ingest.wearable;

import java.io.IOException;

/** The given stream itself failed: a matter of the network or disk, not of the content. */
final class SourceFailure extends IOException {
    private final IOException failure;

    SourceFailure(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    IOException failure() {
        return failure;
    }
}
