package io.anamnesis.web.patient;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.FusionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is answered of a patient's fusion; see {@link FusionView}.
 *
 * @param score written as null, too, where there is none
 * @param cohort of whom the model learned
 * @param withoutScore why there is no score
 */
record FusionBody(
        PatientId patient,
        long seq,
        FusionView.Model model,
        @JsonInclude(JsonInclude.Include.ALWAYS) FusionView.@Nullable Score score,
        @Nullable String withoutScore,
        List<FusionView.Attention> attention,
        List<Modality> missing,
        List<Float> vector,
        List<FusionView.Input> inputs,
        FusionView.@Nullable Cohort cohort,
        FusionView.@Nullable Challenger challenger) {
    static FusionBody of(PatientId patient, FusionView view) {
        return new FusionBody(
                patient,
                view.seq(),
                view.model(),
                view.score(),
                view.withoutScore(),
                view.attention(),
                view.missing(),
                view.vector(),
                view.inputs(),
                view.cohort(),
                view.challenger());
    }
}
