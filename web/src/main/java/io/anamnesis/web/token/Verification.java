package io.anamnesis.web.token;

import io.anamnesis.protocol.access.Caller;
import java.time.Instant;

/** What a token turned out to be. */
public sealed interface Verification {
    /**
     * The token holds.
     *
     * @param expiresAt when it stops to: a feed ends then
     */
    record Verified(Caller caller, Instant expiresAt) implements Verification {}

    /** The token does not hold, and why; the reason quotes nothing of it. */
    record Refused(String reason) implements Verification {}
}
