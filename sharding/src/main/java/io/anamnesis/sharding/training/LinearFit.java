package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LinearHead;

/**
 * What a linear model learned.
 *
 * @param weights score × input
 * @param bias one a score
 */
record LinearFit(double[][] weights, double[] bias) {

    LinearHead head() {
        return new LinearHead(weights, bias);
    }
}
