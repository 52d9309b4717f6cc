package io.anamnesis.web.ingest.clinical;

/** What one input may ask of us. */
final class Limits {
    /** The profile's own limit on a message's content. */
    static final int MAX_RESOURCE_BYTES = 4_000_000;

    /** An index entry takes about 300 bytes. */
    static final int MAX_ENTRIES = 250_000;

    static final int MAX_IDENTIFIERS = 500_000;

    /** A batch of searches answers with bundles; nothing that we know of goes deeper. */
    static final int MAX_BUNDLE_DEPTH = 3;

    static final int MAX_NOTE_CHARS = 1_000_000;

    private Limits() {}
}
