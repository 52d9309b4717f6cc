package io.anamnesis.sharding.model;

import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.serving.FeatureSpec;
import java.util.ArrayList;
import java.util.List;

/** How what a model looks at, and what it says, is spread over the patients it was made with: what drift is measured against. */
final class References {
    private References() {}

    /**
     * In the order of {@link io.anamnesis.sharding.serving.ServedModel#reference}.
     *
     * @param data features are those of all patients of the cohort
     * @param names of the scores
     * @param scores of patients whom the model had not seen, patient × score
     */
    static List<ReferenceHistogram> of(CohortData data, List<String> names, double[][] scores) {
        List<ReferenceHistogram> all = new ArrayList<>();
        for (int b = 0; b < data.features().size(); b++) {
            List<FeatureSpec> features = data.features().get(b);
            for (int i = 0; i < features.size(); i++) {
                float[] values = new float[data.set().size()];
                for (int row = 0; row < values.length; row++) {
                    float[] vector = data.set().patient(row)[b];
                    values[row] = vector == null ? Float.NaN : vector[i];
                }
                all.add(ReferenceHistogram.of(
                        data.set().blocks().get(b).name(), features.get(i).name(), values));
            }
        }
        for (int k = 0; k < names.size(); k++) {
            float[] values = new float[scores.length];
            for (int row = 0; row < values.length; row++) {
                values[row] = (float) scores[row][k];
            }
            all.add(ReferenceHistogram.of("score", names.get(k), values));
        }
        return all;
    }
}
