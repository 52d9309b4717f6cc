package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.trace.RequestContext;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the request of a command travels, and that nodes of before it are understood. */
final class RequestWireTest {
    private static final PatientId PATIENT = new PatientId("p-1");
    private static final Caller CALLER = new Caller("u-1", Set.of("clinician"), "TREAT");

    private static byte[] bytes(PatientCommand command) throws Exception {
        return WireMappers.cluster().writerFor(PatientCommand.class).writeValueAsBytes(command);
    }

    private static PatientCommand read(byte[] bytes) throws Exception {
        return WireMappers.cluster().readValue(bytes, PatientCommand.class);
    }

    @Test
    void the_request_of_a_command_crosses_the_cluster() throws Exception {
        RequestContext traced =
                new RequestContext("7f3a", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "vendor=1");
        PatientCommand with = new PatientCommand.GetProfile(PATIENT, CALLER.in(traced), null);
        PatientCommand untraced =
                new PatientCommand.GetProfile(PATIENT, CALLER.in(new RequestContext("7f3a", null, null)), null);

        assertThat(read(bytes(with))).isEqualTo(with);
        assertThat(read(bytes(untraced))).isEqualTo(untraced);
        Goldens.check(
                "request",
                Map.of(
                        "traced", HexFormat.of().formatHex(bytes(with)),
                        "untraced", HexFormat.of().formatHex(bytes(untraced))));
    }

    @Test
    void a_command_of_a_node_of_before_is_of_no_request() throws Exception {
        String before = Goldens.read("golden-command").getOrDefault("GetProfile", "");
        assertThat(read(HexFormat.of().parseHex(before)).caller().request()).isNull();
    }

    /** What a node of before reads of a command of now: the caller as it was, without the field that it does not know. */
    @Test
    void a_node_of_before_skips_the_request() throws Exception {
        record CallerOfBefore(String subject, Set<String> roles, String purpose) {}
        byte[] now = WireMappers.cluster().writeValueAsBytes(CALLER.in(new RequestContext("7f3a", null, null)));
        assertThat(WireMappers.cluster().readValue(now, CallerOfBefore.class))
                .isEqualTo(new CallerOfBefore("u-1", Set.of("clinician"), "TREAT"));
    }
}
