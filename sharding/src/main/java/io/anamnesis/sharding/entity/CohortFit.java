package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.cohort.Verdicts;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.profile.ProfileViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Whether a patient fits the cohort that a model learned from: the patient's digest, packed by itself, judged as the index judges all patients.
 * Made where somebody asks or watches, and for nobody else: packing costs about as much as telling the index.
 */
final class CohortFit {
    private CohortFit() {}

    /** Null of a model that learned from nobody. */
    static FusionView.@Nullable Cohort of(
            @Nullable ModelCohort cohort, ProfileViews views, ProfileView profile, Instant now) {
        if (cohort == null) {
            return null;
        }
        Criterion criterion = cohort.criterion();
        return criterion == null
                ? FusionView.Cohort.unknown(String.valueOf(cohort.unknown()))
                : judged(criterion, views.digest(profile, 0), now);
    }

    static FusionView.Cohort judged(Criterion criterion, Digest digest, Instant now) {
        PatientColumns columns = new PatientColumns();
        int row = columns.apply(digest).row();
        Verdicts verdicts = CohortEngine.evaluate(
                columns, criterion, new EvaluationContext(now, RoaringBitmap.bitmapOf(row), Map.of(), Deadline.NEVER));
        return switch (verdicts.of(row)) {
            case TRUE -> FusionView.Cohort.known(true);
            case FALSE -> FusionView.Cohort.known(false);
            case UNKNOWN -> FusionView.Cohort.unknown(reason(verdicts, row));
        };
    }

    private static String reason(Verdicts verdicts, int row) {
        List<String> missing = verdicts.blame().entrySet().stream()
                .filter(each -> each.getValue().contains(row))
                .map(Map.Entry::getKey)
                .sorted()
                .map(Modality::wireName)
                .toList();
        return missing.isEmpty()
                ? "What is recorded of the patient does not tell."
                : "It could be told with " + missing.stream().collect(Collectors.joining(" or "))
                        + ", which is missing.";
    }
}
