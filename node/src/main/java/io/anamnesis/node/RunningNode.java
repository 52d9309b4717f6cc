package io.anamnesis.node;

import java.util.concurrent.CompletionStage;

/** One node in this JVM. Safe on any thread. */
interface RunningNode {
    /** Where it answers HTTP. */
    int httpPort();

    /** Leaves the cluster, hands over its patients, flushes, closes; returns when that is done. A second call waits too. */
    void stop();

    /** Whether an operator took it out of service: whoever supervises it leaves it off. */
    boolean staysOut();

    /** Completes when the node has ended, by {@link #stop} or by itself. */
    CompletionStage<Void> terminated();
}
