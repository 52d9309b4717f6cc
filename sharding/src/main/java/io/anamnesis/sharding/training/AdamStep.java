package io.anamnesis.sharding.training;

/**
 * Adam (Kingma and Ba 2015, ICLR, algorithm 1) with a decoupled pull (Loshchilov and Hutter 2019, ICLR) not to zero but to where
 * the parameters started, which knows something already (Li, Grandvalet and Davoine 2018, ICML). A gradient longer than 1 is
 * shortened to that.
 */
final class AdamStep {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double LONGEST = 1;

    private final double rate;
    private final double pull;
    private final double[] start;
    private final double[] speed;
    private final double[] first;
    private final double[] second;
    private double firstLeft = 1;
    private double secondLeft = 1;

    /**
     * Copies the start.
     *
     * @param speed by what the rate of each parameter is multiplied
     */
    AdamStep(double rate, double pull, double[] start, double[] speed) {
        this.rate = rate;
        this.pull = pull;
        this.start = start.clone();
        this.speed = speed;
        first = new double[start.length];
        second = new double[start.length];
    }

    void step(double[] parameters, double[] gradient) {
        double length = Math.sqrt(Dense.dot(gradient, gradient));
        double shortened = length > LONGEST ? LONGEST / length : 1;
        firstLeft *= FIRST_DECAY;
        secondLeft *= SECOND_DECAY;
        for (int i = 0; i < parameters.length; i++) {
            double slope = shortened * gradient[i];
            first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * slope;
            second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * slope * slope;
            double direction = first[i] / (1 - firstLeft) / (Math.sqrt(second[i] / (1 - secondLeft)) + EPSILON);
            parameters[i] -= rate * speed[i] * (direction + pull * (parameters[i] - start[i]));
        }
    }
}
