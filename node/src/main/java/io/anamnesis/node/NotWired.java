package io.anamnesis.node;

/** Stands in until nodes are wired. */
final class NotWired {
    static final NodeStarter NODE = options -> {
        throw new UnsupportedOperationException("node " + options.id() + " is not wired in this build");
    };

    private NotWired() {}
}
