package io.anamnesis.protocol.model;

import io.anamnesis.protocol.query.Criterion;
import org.jspecify.annotations.Nullable;

/**
 * Whom a version learned from. One of the two is there.
 *
 * @param criterion those who certainly fit it; null where there is none to ask
 * @param unknown why there is none, a whole sentence
 */
public record ModelCohort(
        @Nullable Criterion criterion, @Nullable String unknown) {
    /** Of a version of a build that kept its cohort as a text that may have been cut. */
    public static final ModelCohort OF_BEFORE =
            without("The version was made by a build that did not keep its cohort whole.");

    /** Of a version that learned from a folder. */
    public static final ModelCohort OF_FOLDER =
            without("The version learned from a folder, and nothing says which patients are like those in it.");

    /** @throws IllegalArgumentException where both are there, or neither */
    public ModelCohort {
        if ((criterion == null) == (unknown == null)) {
            throw new IllegalArgumentException("a cohort has a criterion, or a reason why it has none");
        }
    }

    /** One that can be asked. */
    public static ModelCohort of(Criterion criterion) {
        return new ModelCohort(criterion, null);
    }

    /** One that can't, and why. */
    public static ModelCohort without(String reason) {
        return new ModelCohort(null, reason);
    }
}
