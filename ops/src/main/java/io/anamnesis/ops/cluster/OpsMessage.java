package io.anamnesis.ops.cluster;

/** What the watches of nodes tell each other. */
public sealed interface OpsMessage {
    /** How the sender is. */
    record Report(NodeReport report) implements OpsMessage {}

    /** Go out of service, hand over, leave. */
    record Drain(String action) implements OpsMessage {}

    /** Stays on its node. */
    non-sealed interface Internal extends OpsMessage {}
}
