package io.anamnesis.protocol.access;

import java.util.Set;

/**
 * On whose behalf a command runs. It travels in every command, so that the decision is taken where the data is.
 *
 * @param subject who, an opaque account id
 * @param roles what the token grants, such as {@code clinician}
 * @param purpose why (HL7 v3 PurposeOfUse), such as {@code TREAT}
 */
public record Caller(String subject, Set<String> roles, String purpose) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The node itself, acting on no person's behalf. */
    public static Caller system(String component) {
        return new Caller("system/" + component, Set.of("system"), "SYSADMIN");
    }
}
