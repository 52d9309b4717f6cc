package io.anamnesis.sharding.fusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model says of one patient.
 *
 * @param fused the fused vector; all zeros where nothing is present
 * @param scores by name, see {@link Outcome}; empty for a model that learned nothing
 * @param shares how much each modality that is present counted, adding up to 1; empty where nothing is present
 * @param missing the modalities that were absent
 */
public record FusedPatient(
        List<Float> fused, Map<String, Float> scores, Map<String, Float> shares, List<String> missing) {

    static FusedPatient of(FusionModel model, FusionPass pass) {
        List<Float> fused = new ArrayList<>();
        for (int i = 0; i < model.fusedWidth(); i++) {
            fused.add(pass.fused(i));
        }
        Map<String, Float> scores = new LinkedHashMap<>();
        for (int k = 0; k < model.outcome().scores(); k++) {
            scores.put(model.outcome().names().get(k), pass.score(k));
        }
        Map<String, Float> shares = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (int b = 0; b < model.blocks().size(); b++) {
            String name = model.blocks().get(b).name();
            if (pass.present(b)) {
                shares.put(name, pass.share(b));
            } else {
                missing.add(name);
            }
        }
        return new FusedPatient(fused, scores, shares, missing);
    }
}
