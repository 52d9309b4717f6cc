package io.anamnesis.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f3a-4.b_c", "Root=1-67891233-abcdef012345678912345678", "01J9ZK:a/b+c"})
    void an_id_of_harmless_signs_is_taken(String id) {
        assertThat(RequestContext.isId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a\nb", "ä", "a,b", "<b>", "{x}"})
    void an_id_that_could_break_a_line_or_a_header_is_not(String id) {
        assertThat(RequestContext.isId(id)).isFalse();
        assertThatThrownBy(() -> new RequestContext(id, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_id_has_a_bound() {
        assertThat(RequestContext.isId("x".repeat(128))).isTrue();
        assertThat(RequestContext.isId("x".repeat(129))).isFalse();
    }

    @Test
    void a_traceparent_tells_its_trace_and_whether_it_is_kept() {
        RequestContext kept = new RequestContext("r", PARENT, "vendor=1");
        assertThat(kept.traceId()).isEqualTo(TRACE);
        assertThat(kept.sampled()).isTrue();
        assertThat(kept.tracestate()).isEqualTo("vendor=1");
        assertThat(new RequestContext("r", PARENT.replaceFirst("01$", "00"), null).sampled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
            })
    void what_is_no_traceparent_leaves_no_trace(String text) {
        RequestContext request = new RequestContext("r", text, "vendor=1");
        assertThat(request.traceparent()).isNull();
        assertThat(request.tracestate()).isNull();
        assertThat(request.traceId()).isNull();
        assertThat(request.sampled()).isFalse();
    }

    @Test
    void a_later_version_that_begins_alike_is_passed_on() {
        assertThat(RequestContext.isTraceparent(PARENT.replaceFirst("^00", "01") + "-more"))
                .isTrue();
    }

    @Test
    void a_tracestate_over_the_bound_is_left_out() {
        assertThat(new RequestContext("r", PARENT, "x".repeat(513)).tracestate())
                .isNull();
    }
}
