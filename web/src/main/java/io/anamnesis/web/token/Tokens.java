package io.anamnesis.web.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.web.token.Verification.Refused;
import io.anamnesis.web.token.Verification.Verified;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/**
 * Issues and verifies tokens: JWT with the one algorithm HS256, so that a token can't choose a weaker one.
 *
 * <p>Claims: {@code iss} (always {@value #ISSUER}), {@code sub}, {@code roles} (array of text), {@code purpose} (HL7 v3
 * PurposeOfUse), {@code iat} and {@code exp} (seconds since the epoch, RFC 7519).
 */
public final class Tokens {
    /** The {@code iss} claim. */
    public static final String ISSUER = "anamnesis";

    /** The longest token that is looked at. */
    public static final int MAX_CHARS = 4096;

    private static final ObjectMapper JSON = WireMappers.outside();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String HEADER = ENCODER.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));

    private final SigningKey key;
    private final InstantSource clock;

    public Tokens(SigningKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @param subject who, an opaque account id; not blank
     * @param roles what it grants
     * @param purpose why; not blank
     * @param lifetime from now on; at least a second
     * @throws IllegalArgumentException where an argument is outside its range or the token would be too long
     */
    public String issue(String subject, Set<String> roles, String purpose, Duration lifetime) {
        if (subject.isBlank() || purpose.isBlank() || lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("a token has a subject, a purpose and a lifetime of at least 1 s");
        }
        Instant now = clock.instant();
        ObjectNode claims = JSON.createObjectNode();
        claims.put("iss", ISSUER).put("sub", subject);
        var array = claims.putArray("roles");
        new TreeSet<>(roles).forEach(array::add);
        claims.put("purpose", purpose);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        String content = HEADER + "." + ENCODER.encodeToString(bytes(claims));
        String token = content + "." + ENCODER.encodeToString(key.sign(content.getBytes(UTF_8)));
        if (token.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "a token has at most " + MAX_CHARS + " characters; this one would have " + token.length());
        }
        return token;
    }

    /** Looks at a token: signature first, in constant time, then what it claims. */
    public Verification verify(String token) {
        int payloadAt = token.indexOf('.') + 1;
        int signatureAt = token.lastIndexOf('.') + 1;
        if (token.length() > MAX_CHARS || payloadAt == 0 || signatureAt == payloadAt) {
            return new Refused("it does not have the form of a token");
        }
        try {
            byte[] expected = key.sign(token.substring(0, signatureAt - 1).getBytes(UTF_8));
            byte[] given = DECODER.decode(token.substring(signatureAt));
            if (!MessageDigest.isEqual(expected, given)) {
                return new Refused("its signature does not hold");
            }
            JsonNode header = JSON.readTree(DECODER.decode(token.substring(0, payloadAt - 1)));
            if (!"HS256".equals(header.path("alg").asText())) {
                return new Refused("its algorithm is not HS256");
            }
            return claims(JSON.readTree(DECODER.decode(token.substring(payloadAt, signatureAt - 1))));
        } catch (IllegalArgumentException | IOException e) {
            return new Refused("it does not have the form of a token");
        }
    }

    private Verification claims(JsonNode claims) {
        JsonNode subject = claims.path("sub");
        JsonNode purpose = claims.path("purpose");
        JsonNode expiry = claims.path("exp");
        if (!ISSUER.equals(claims.path("iss").asText())) {
            return new Refused("its issuer is not " + ISSUER);
        }
        if (!subject.isTextual() || !purpose.isTextual() || !expiry.isIntegralNumber()) {
            return new Refused("it lacks one of sub, purpose, exp");
        }
        Set<String> roles = new TreeSet<>();
        claims.path("roles").forEach(role -> roles.add(role.asText()));
        try {
            Instant expiresAt = Instant.ofEpochSecond(expiry.longValue());
            if (!clock.instant().isBefore(expiresAt)) {
                return new Refused("it has expired");
            }
            return new Verified(new Caller(subject.textValue(), roles, purpose.textValue()), expiresAt);
        } catch (DateTimeException e) {
            return new Refused("its exp is not a time");
        }
    }

    private static byte[] bytes(ObjectNode claims) {
        try {
            return JSON.writeValueAsBytes(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims are always JSON", e);
        }
    }
}
