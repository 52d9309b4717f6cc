package io.anamnesis.protocol.access;

import io.anamnesis.protocol.trace.RequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a command runs. It travels in every command, so that the decision is taken where the data is.
 *
 * @param subject who, an opaque account id
 * @param roles what the token grants, such as {@code clinician}
 * @param purpose why (HL7 v3 PurposeOfUse), such as {@code TREAT}
 * @param request in which request, for logs and traces; null outside of one. Nothing is decided by it
 */
public record Caller(
        String subject,
        Set<String> roles,
        String purpose,
        @Nullable RequestContext request) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Outside of a request. */
    public Caller(String subject, Set<String> roles, String purpose) {
        this(subject, roles, purpose, null);
    }

    /** The same, in a request. */
    public Caller in(@Nullable RequestContext within) {
        return new Caller(subject, roles, purpose, within);
    }

    /** The node itself, acting on no person's behalf. */
    public static Caller system(String component) {
        return new Caller("system/" + component, Set.of("system"), "SYSADMIN");
    }
}
