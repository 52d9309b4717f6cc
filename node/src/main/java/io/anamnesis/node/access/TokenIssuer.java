package io.anamnesis.node.access;

import io.anamnesis.node.home.Home;
import io.anamnesis.protocol.access.Caller;
import java.io.IOException;
import java.time.Duration;

/** Signs tokens with the key of a state folder. */
@FunctionalInterface
public interface TokenIssuer {
    /**
     * A new token.
     *
     * @param lifetime from now on
     * @throws IOException where the key can't be read or made
     */
    String issue(Home home, Caller caller, Duration lifetime) throws IOException;
}
