package io.anamnesis.node.access;

import io.anamnesis.node.home.Home;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.web.token.SigningKey;
import io.anamnesis.web.token.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Tokens that the nodes of the state folder accept: both sides hold its key. */
public final class SignedTokens implements TokenIssuer {
    private final InstantSource clock;

    public SignedTokens(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String issue(Home home, Caller caller, Duration lifetime) throws IOException {
        SigningKey key = SigningKey.loadOrCreate(home.tokenKey());
        return new Tokens(key, clock).issue(caller.subject(), caller.roles(), caller.purpose(), lifetime);
    }
}
