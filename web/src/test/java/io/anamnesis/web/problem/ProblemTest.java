package io.anamnesis.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.web.Edge;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final List<Rejection> REJECTIONS = List.of(
            new Rejection.Malformed("/id", "d"),
            new Rejection.Overloaded(8),
            new Rejection.StorageUnavailable(),
            new Rejection.MessageIdReused(3),
            new Rejection.ImplausibleTime(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH),
            new Rejection.ImplausibleValue("glucose", 0, 1, "mg/dL", 0),
            new Rejection.UnknownUnit("glucose", "x", "mg/dL"),
            new Rejection.LimitReached("metrics", 1, 2),
            new Rejection.Quarantined("2026-03-01-0", "r", "/payload", "e"),
            new Rejection.Dropped("r", "/payload", "e"),
            new Rejection.ExpectationUnmet("r", "/payload", "e"),
            new Rejection.UnknownPatient(),
            new Rejection.UnknownCohort("c-1"),
            new Rejection.UnknownModel("m", 1),
            new Rejection.AsOfNotReached("seq:9", 3),
            new Rejection.Unavailable("d"));

    @Test
    void every_rejection_has_a_row_in_the_table() {
        Set<Class<?>> covered = new HashSet<>();
        REJECTIONS.forEach(rejection -> covered.add(rejection.getClass()));

        assertThat(covered).containsExactlyInAnyOrder(Rejection.class.getPermittedSubclasses());
        assertThat(REJECTIONS).allSatisfy(rejection -> {
            assertThat(ProblemCode.of(rejection).code()).isEqualTo(rejection.code());
            assertThat(ProblemCode.of(rejection).status()).isBetween(400, 503).isNotEqualTo(500);
        });
    }

    @Test
    void what_may_succeed_later_says_when_to_try() {
        assertThat(REJECTIONS).allSatisfy(rejection -> assertThat(
                        Problem.of(rejection).headers().containsKey("Retry-After"))
                .isEqualTo(rejection.retryable()));
    }

    @Test
    void codes_are_permanent_names() {
        assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void the_body_is_what_the_rfc_says() {
        String body = Problem.parameter("limit", "a number").body().toString();

        assertThat(Edge.json(body).path("type").asText()).isEqualTo("urn:anamnesis:problem:bad-parameter");
        assertThat(Edge.json(body).path("status").asInt()).isEqualTo(400);
        assertThat(Edge.json(body).path("title").asText()).isNotEmpty();
        assertThat(Edge.json(body).path("parameter").asText()).isEqualTo("limit");
    }
}
