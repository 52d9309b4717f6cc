package io.anamnesis.ops.console;

import io.anamnesis.protocol.access.Caller;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** Who stands behind a request whose token was looked at. */
public interface Door {
    /** Who calls. */
    Caller caller(RoutingContext context);

    /** The request has become a socket, and its answer is over. */
    void upgraded(RoutingContext context);

    /** When the caller's token stops to hold. */
    Instant expiresAt(RoutingContext context);
}
