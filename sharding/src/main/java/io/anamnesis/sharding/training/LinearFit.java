package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.LinearHead;

/** What a linear model learned; its arrays must not change. */
final class LinearFit {
    private final double[][] weights;
    private final double[] bias;

    /**
     * Takes the arrays over.
     *
     * @param weights score × input
     * @param bias one a score
     */
    LinearFit(double[][] weights, double[] bias) {
        this.weights = weights;
        this.bias = bias;
    }

    double[][] weights() {
        return weights;
    }

    double[] bias() {
        return bias;
    }

    LinearHead head() {
        return new LinearHead(weights, bias);
    }
}
