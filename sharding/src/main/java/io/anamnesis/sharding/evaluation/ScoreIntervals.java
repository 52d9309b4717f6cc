package io.anamnesis.sharding.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of patients whom a model had not seen, by what it said of them: {@link WilsonInterval} of the share with the event among those
 * with a similar score. Patients are apart by how many modalities they have, since a score that rests on less tells less.
 *
 * @param level of the intervals
 * @param groups by how many modalities are there, none twice; none where too few patients were kept apart
 */
public record ScoreIntervals(double level, List<ScoreIntervals.Group> groups) {
    /** The fewest patients of a bin. */
    public static final int LEAST_OF_A_BIN = 20;

    /** The fewest patients of a group: with one bin the interval would say nothing of the score. */
    public static final int LEAST_OF_A_GROUP = 2 * LEAST_OF_A_BIN;

    private static final int MOST = 64;

    /** Copies and checks. */
    public ScoreIntervals {
        groups = List.copyOf(groups);
        if (!(level > 0 && level < 1) || groups.size() > MOST) {
            throw new IllegalArgumentException("intervals have a level between 0 and 1 and at most " + MOST
                    + " groups, got " + level + " and " + groups.size());
        }
    }

    /**
     * Patients who have so many of the modalities that the model looks at.
     *
     * @param patients of the group
     * @param takenAway so many of them have more, of which some were taken away at random: those who lack as many by themselves were too few
     * @param scores bins ascending, a list a score; of two classes one for both, that of the second
     */
    public record Group(int least, int most, int patients, int takenAway, List<List<Bin>> scores) {
        /** Copies and checks. */
        public Group {
            scores = scores.stream().map(List::copyOf).toList();
            for (List<Bin> bins : scores) {
                if (bins.isEmpty() || bins.size() > MOST) {
                    throw new IllegalArgumentException("a score has 1 to " + MOST + " bins, got " + bins.size());
                }
            }
        }

        private Bin bin(int score, float value) {
            List<Bin> bins = scores.get(score);
            for (Bin bin : bins) {
                if (value <= bin.upTo()) {
                    return bin;
                }
            }
            return bins.get(bins.size() - 1);
        }

        /**
         * What became of those with a similar score.
         *
         * @param all the scores of one patient
         * @param k which of them
         */
        public Bin bin(float[] all, int k) {
            boolean mirrored = scores.size() == 1 && all.length == 2;
            if (!mirrored) {
                return bin(k, all[k]);
            }
            Bin second = bin(0, all[1]);
            return k == 1 ? second : second.opposite();
        }
    }

    /**
     * Patients with a similar score.
     *
     * @param upTo the greatest score; the first bin also has what is below all, the last what is above
     * @param share with the event
     * @param low the lower end of the interval of that share
     */
    public record Bin(float upTo, int patients, float share, float low, float high) {
        /** Checks. */
        public Bin {
            if (!(low >= 0 && low <= high && high <= 1) || patients < 1) {
                throw new IllegalArgumentException("an interval within 0 to 1 of at least a patient is needed, got "
                        + low + " to " + high + " of " + patients);
            }
        }

        private Bin opposite() {
            return new Bin(upTo, patients, 1 - share, 1 - high, 1 - low);
        }
    }

    /** Those who have as many modalities; null where there are none. */
    public @Nullable Group group(int modalities) {
        for (Group group : groups) {
            if (modalities >= group.least && modalities <= group.most) {
                return group;
            }
        }
        return null;
    }
}
