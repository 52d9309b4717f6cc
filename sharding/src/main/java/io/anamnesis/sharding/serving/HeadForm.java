package io.anamnesis.sharding.serving;

import io.anamnesis.sharding.fusion.LinearHead;
import java.util.ArrayList;
import java.util.List;

/** A linear model, as it is stored: one list of weights and one bias a score. */
record HeadForm(List<List<Float>> weights, List<Float> bias) {

    static HeadForm of(LinearHead head) {
        List<List<Float>> weights = new ArrayList<>();
        List<Float> bias = new ArrayList<>();
        for (int k = 0; k < head.outputs(); k++) {
            weights.add(FloatLists.boxed(head.weights(k)));
            bias.add(head.bias(k));
        }
        return new HeadForm(weights, bias);
    }

    LinearHead head() {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("a linear model has a score");
        }
        return new LinearHead(
                weights.stream().map(FloatLists::doubles).toArray(double[][]::new), FloatLists.doubles(bias));
    }
}
