package io.anamnesis.node;

import io.anamnesis.node.access.TokenIssuer;

/** Stands in until nodes and tokens are wired. */
final class NotWired {
    static final NodeStarter NODE = options -> {
        throw new UnsupportedOperationException("node " + options.id() + " is not wired in this build");
    };

    static final TokenIssuer TOKENS = (home, caller, lifetime) -> {
        throw new UnsupportedOperationException("tokens are not wired in this build: give --token");
    };

    private NotWired() {}
}
