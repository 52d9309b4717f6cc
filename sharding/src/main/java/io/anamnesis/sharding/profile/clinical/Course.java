package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalResource;
import java.util.Set;

/** How far a condition or a medication has come, by its status. */
enum Course {
    /** Holds now, or nothing is said to the contrary. */
    ACTIVE,
    /** Held once. */
    PAST,
    /** Never took place. */
    NONE;

    private static final Set<String> PAST_STATUSES =
            Set.of("inactive", "remission", "resolved", "completed", "stopped", "ended");
    private static final Set<String> NEVER = Set.of(
            "cancelled",
            "draft",
            "not-taken",
            "not-done",
            "intended",
            "refuted",
            "unknown",
            "registered",
            "preparation");

    static Course of(ClinicalResource resource) {
        String status = resource.status();
        if (status == null) {
            return ACTIVE;
        }
        return PAST_STATUSES.contains(status) ? PAST : NEVER.contains(status) ? NONE : ACTIVE;
    }
}
