package io.anamnesis.web.ingest.note.embedding;

/** As many notes wait for their vector as may; this one gets none now. Trying again later is safe. */
public final class EmbeddingQueueFull extends RuntimeException {
    private final int limit;

    EmbeddingQueueFull(int limit) {
        super(
                "the limit is " + limit + " notes that wait for their vector, and one more was asked for",
                null,
                false,
                false);
        this.limit = limit;
    }

    /** How many may wait. */
    public int limit() {
        return limit;
    }
}
