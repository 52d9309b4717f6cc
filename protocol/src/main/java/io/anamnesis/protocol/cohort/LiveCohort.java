package io.anamnesis.protocol.cohort;

import io.anamnesis.protocol.query.Criterion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A standing query. Its members are the patients of whom the criterion is TRUE; one of whom it is UNKNOWN is none.
 *
 * @param version from 1; one more with each criterion, and with each beginning after an end
 * @param description for people; may be empty, at most {@value #MAX_DESCRIPTION} characters
 * @param createdBy the subject who defined this version
 * @param createdAt when this version was defined
 * @param endedAt since when nobody is judged any more; null while the cohort lives
 */
public record LiveCohort(
        CohortName name,
        int version,
        Criterion criterion,
        String description,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {
    /** The longest description. */
    public static final int MAX_DESCRIPTION = 2_000;

    /** @throws IllegalArgumentException where the version is less than 1 or the description too long */
    public LiveCohort {
        if (version < 1) {
            throw new IllegalArgumentException("versions begin with 1; here " + version);
        }
        if (description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "a description has at most " + MAX_DESCRIPTION + " characters; here " + description.length());
        }
    }

    /** Whether patients are judged. */
    public boolean lives() {
        return endedAt == null;
    }

    /** The same, ended. */
    public LiveCohort ended(Instant at) {
        return new LiveCohort(name, version, criterion, description, createdBy, createdAt, at);
    }

    /** The same with another description. */
    public LiveCohort described(String other) {
        return new LiveCohort(name, version, criterion, other, createdBy, createdAt, endedAt);
    }

    /** Whether the other is a later state of the same cohort. */
    public boolean isBefore(LiveCohort other) {
        return version < other.version || (version == other.version && lives() && !other.lives());
    }
}
