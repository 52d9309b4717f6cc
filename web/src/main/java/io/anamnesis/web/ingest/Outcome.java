package io.anamnesis.web.ingest;

import org.jspecify.annotations.Nullable;

/** What became of one piece of the input, on its way to the report; it is its own link in an {@link OutcomeQueue}. */
abstract class Outcome {
    /** The one that arrived before it, until the queue is taken; then the one that arrived after it. */
    @Nullable
    Outcome next;

    /** Tells the report; on the connection's context. */
    abstract void tell(UploadReport report);
}
