package io.anamnesis.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.web.Edge;
import io.anamnesis.web.token.Verification.Refused;
import io.anamnesis.web.token.Verification.Verified;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final SigningKey key = SigningKey.random();
    private final Tokens tokens = new Tokens(key, InstantSource.fixed(NOW));
    private final String token = tokens.issue("u-1", Set.of("clinician", "nurse"), "TREAT", Duration.ofMinutes(5));

    @Test
    void what_was_issued_verifies() {
        assertThat(tokens.verify(token))
                .isEqualTo(new Verified(
                        new Caller("u-1", Set.of("clinician", "nurse"), "TREAT"), NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void it_holds_until_it_expires_and_not_a_moment_longer() {
        assertThat(at(NOW.plusSeconds(299)).verify(token)).isInstanceOf(Verified.class);
        assertThat(at(NOW.plusSeconds(300)).verify(token)).isEqualTo(new Refused("it has expired"));
    }

    @Test
    void another_key_does_not_sign_for_this_one() {
        Tokens others = new Tokens(SigningKey.random(), InstantSource.fixed(NOW));

        assertThat(others.verify(token)).isEqualTo(new Refused("its signature does not hold"));
    }

    @Test
    void no_changed_character_passes() {
        Random random = new Random(7);
        for (int i = 0; i < token.length() - 1; i++) { // the last one carries bits that mean nothing
            char other = "ABCDEFGHabcdefgh01234567-_.".charAt(random.nextInt(27));
            if (other != token.charAt(i)) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(tokens.verify(changed)).as(changed).isInstanceOf(Refused.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b", "a.b.c", "é.é.é", "a..b"})
    void what_is_no_token_is_refused(String text) {
        assertThat(tokens.verify(text)).isInstanceOf(Refused.class);
    }

    @Test
    void a_token_can_not_choose_its_algorithm() {
        String payload = token.split("\\.", -1)[1];

        assertThat(tokens.verify(base64("{\"alg\":\"none\"}") + "." + payload + "."))
                .isInstanceOf(Refused.class);
        assertThat(tokens.verify(signed("{\"alg\":\"HS512\",\"typ\":\"JWT\"}", "{}")))
                .isEqualTo(new Refused("its algorithm is not HS256"));
    }

    @Test
    void claims_that_lack_something_are_refused() {
        String header = "{\"alg\":\"HS256\"}";

        assertThat(tokens.verify(signed(header, "{}"))).isInstanceOf(Refused.class);
        assertThat(tokens.verify(signed(header, "[]"))).isInstanceOf(Refused.class);
        assertThat(tokens.verify(signed(header, "{\"iss\":\"anamnesis\",\"sub\":\"u\",\"purpose\":\"TREAT\"}")))
                .isEqualTo(new Refused("it lacks one of sub, purpose, exp"));
        assertThat(tokens.verify(signed(
                        header,
                        "{\"iss\":\"anamnesis\",\"sub\":\"u\",\"purpose\":\"TREAT\",\"exp\":9223372036854775807}")))
                .isEqualTo(new Refused("its exp is not a time"));
    }

    @Test
    void another_implementation_reads_and_writes_the_same_tokens(@TempDir Path home) throws Exception {
        Path file = home.resolve("token.key");
        SigningKey shared = SigningKey.loadOrCreate(file);
        byte[] secret = Base64.getUrlDecoder().decode(Files.readString(file).strip());
        Tokens ours = new Tokens(shared, InstantSource.system());
        Vertx vertx = Vertx.vertx();
        JWTAuth theirs = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm("HS256")
                                .setBuffer(io.vertx.core.buffer.Buffer.buffer(secret))));

        var user = Edge.await(theirs.authenticate(
                new TokenCredentials(ours.issue("u-1", Set.of("nurse"), "TREAT", Duration.ofMinutes(5)))));
        String foreign = theirs.generateToken(new JsonObject()
                .put("iss", "anamnesis")
                .put("sub", "u-2")
                .put("purpose", "TREAT")
                .put("exp", Instant.now().getEpochSecond() + 60));
        Edge.await(vertx.close());

        assertThat(user.subject()).isEqualTo("u-1");
        assertThat(ours.verify(foreign)).isInstanceOf(Verified.class);
    }

    @Test
    void a_token_has_a_subject_a_purpose_and_a_lifetime() {
        assertThatThrownBy(() -> tokens.issue(" ", Set.of(), "TREAT", Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue("u", Set.of(), "TREAT", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue("u".repeat(5_000), Set.of(), "TREAT", Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Tokens at(Instant instant) {
        return new Tokens(key, InstantSource.fixed(instant));
    }

    private String signed(String header, String claims) {
        String content = base64(header) + "." + base64(claims);
        return content + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.sign(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
