package io.anamnesis.node;

import io.anamnesis.node.home.DatabaseAccess;
import java.util.concurrent.CompletionStage;

/** The embedded database, run by this process. Safe on any thread. */
interface RunningStorage {
    /** Where it takes connections, and as whom. */
    DatabaseAccess access();

    /** Stops it; returns when that is done. A second call waits too. */
    void stop();

    /** Completes when it has ended, by {@link #stop} or by itself. */
    CompletionStage<Void> terminated();
}
