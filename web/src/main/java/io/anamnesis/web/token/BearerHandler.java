package io.anamnesis.web.token;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.request.RequestScope;
import io.anamnesis.web.token.Verification.Refused;
import io.anamnesis.web.token.Verification.Verified;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass with a token that holds, and ends it with 401 otherwise.
 *
 * <p>The token comes as {@code Authorization: Bearer <token>} or, because a browser's WebSocket can't set headers, as
 * {@code Sec-WebSocket-Protocol: bearer, <token>}. It is not taken from the query: queries end up in logs.
 */
public final class BearerHandler implements Handler<RoutingContext> {
    /** The WebSocket subprotocol that a token may be offered with, and that the server then selects. */
    public static final String SUBPROTOCOL = "bearer";

    private static final String VERIFIED = BearerHandler.class.getName();
    private static final String CHALLENGE = "Bearer realm=\"anamnesis\"";
    private static final Verified ANYONE =
            new Verified(new Caller("anonymous", Set.of("anonymous"), "UNSPECIFIED"), Instant.MAX);

    private final Tokens tokens;
    private final boolean required;

    /** @param required false lets a request without a token pass as {@code anonymous}; a bad token never passes */
    public BearerHandler(Tokens tokens, boolean required) {
        this.tokens = tokens;
        this.required = required;
    }

    /** Who calls, and in which request; behind this handler. */
    public static Caller caller(RoutingContext context) {
        return verified(context).caller().in(RequestScope.current());
    }

    /** When the caller's token stops to hold, behind this handler. */
    public static Instant expiresAt(RoutingContext context) {
        return verified(context).expiresAt();
    }

    @Override
    public void handle(RoutingContext context) {
        String token = token(context.request());
        if (token == null) {
            if (required) {
                missing().send(context.request());
            } else {
                pass(context, ANYONE);
            }
            return;
        }
        Verification verification = tokens.verify(token);
        if (verification instanceof Verified verified) {
            pass(context, verified);
        } else if (verification instanceof Refused refused) {
            refused(refused).send(context.request());
        }
    }

    private static void pass(RoutingContext context, Verified verified) {
        context.put(VERIFIED, verified);
        context.next();
    }

    private static Verified verified(RoutingContext context) {
        Verified verified = context.get(VERIFIED);
        if (verified == null) {
            throw new IllegalStateException("this route is not behind the bearer handler");
        }
        return verified;
    }

    private static @Nullable String token(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? authorization.substring(7).strip()
                    : null;
        }
        String offered = request.getHeader("Sec-WebSocket-Protocol");
        if (offered == null) {
            return null;
        }
        String[] protocols = offered.split(",", 3);
        return protocols.length == 2 && protocols[0].strip().equals(SUBPROTOCOL) ? protocols[1].strip() : null;
    }

    private static Problem missing() {
        return new Problem(
                        ProblemCode.TOKEN_MISSING,
                        "Send 'Authorization: Bearer <token>', or for a WebSocket from a browser the subprotocols"
                                + " 'bearer' and the token.")
                .header("WWW-Authenticate", CHALLENGE);
    }

    private static Problem refused(Refused refused) {
        return new Problem(ProblemCode.TOKEN_REFUSED, "The token was refused: " + refused.reason() + ".")
                .header(
                        "WWW-Authenticate",
                        CHALLENGE + ", error=\"invalid_token\", error_description=\"" + refused.reason() + "\"");
    }
}
