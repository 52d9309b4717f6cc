package io.anamnesis.web.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version with whom it learned from.
 *
 * @param cohort the whole criterion; null where there is none
 * @param withoutCohort why there is none; null where there is
 * @param patient whether the one that was asked for is of the cohort; null where nobody was
 */
record ShownModel(
        @JsonUnwrapped ModelVersion version,
        @Nullable String cohort,
        @Nullable String withoutCohort,
        FusionView.@Nullable Cohort patient) {
    static ShownModel of(ModelVersion version, ModelCohort cohort, FusionView.@Nullable Cohort patient) {
        Criterion criterion = cohort.criterion();
        return new ShownModel(
                version, criterion == null ? null : CriterionText.print(criterion), cohort.unknown(), patient);
    }

    /** What an answer of one patient says. */
    static FusionView.Cohort fit(CohortAnswer answer) {
        if (!answer.coverage().whole()) {
            return FusionView.Cohort.unknown("Not all of the index answered; ask again.");
        }
        if (answer.counts().unknown() == 0) {
            return FusionView.Cohort.known(answer.counts().matched() > 0);
        }
        String with = answer.counts().decidableWith().entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getKey().wireName())
                .collect(Collectors.joining(" or "));
        return FusionView.Cohort.unknown(
                with.isEmpty()
                        ? "What is recorded of the patient does not tell."
                        : "It could be told with " + with + ", which is missing.");
    }
}
