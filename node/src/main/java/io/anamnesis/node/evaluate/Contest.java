package io.anamnesis.node.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * By how much one contender does better than another on the same test patients with the same blocks taken away.
 *
 * @param margins one a share of blocks that were taken away
 */
record Contest(String challenger, String incumbent, List<Margin> margins) {
    /**
     * A difference in the main metric.
     *
     * @param difference mean over the seeds, above 0 where the challenger does better
     * @param standardError of it: the root of the squares' sum of the error of the mean over the seeds, and of the bootstrap's over
     *     the test rows of the first seed
     */
    record Margin(double share, double difference, double standardError) {
        boolean isWorse() {
            return difference < -standardError;
        }
    }

    /** The shares at which the challenger is worse by more than a standard error. */
    List<Double> lost() {
        List<Double> lost = new ArrayList<>();
        for (Margin margin : margins) {
            if (margin.isWorse()) {
                lost.add(margin.share());
            }
        }
        return lost;
    }
}
