package io.anamnesis.sharding.model;

import io.anamnesis.sharding.evaluation.EventShare;
import io.anamnesis.sharding.evaluation.ScoreBins;
import io.anamnesis.sharding.evaluation.ScoreIntervals;
import io.anamnesis.sharding.evaluation.WilsonInterval;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes the intervals of a model's scores from patients whom it has not seen. Whoever has as many modalities is judged by those who have as
 * many; where they are too few, also by those who have more, of whom as many are left, drawn at random. Nobody is twice in a group, so that
 * its patients are independent of each other.
 */
final class IntervalMaker {
    private final TrainingSet apart;
    private final Scorer scorer;
    private final double horizonDays;
    private final long seed;

    /** What a model says of patients. */
    interface Scorer {
        /**
         * Patient × score.
         *
         * @param kept for each row which blocks stay
         */
        double[][] scores(int[] rows, boolean[][] kept);
    }

    /** @param horizonDays of times to an event; without meaning for classes */
    IntervalMaker(TrainingSet apart, Scorer scorer, double horizonDays, long seed) {
        this.apart = apart;
        this.scorer = scorer;
        this.horizonDays = horizonDays;
        this.seed = seed;
    }

    /** No groups where too few were kept apart. */
    ScoreIntervals make() {
        int blocks = apart.blocks().size();
        int[] there = new int[apart.size()];
        Arrays.setAll(there, this::there);
        int top = blocks;
        while (top > 0 && count(there, top, blocks) < ScoreIntervals.LEAST_OF_A_GROUP) {
            top--;
        }
        List<ScoreIntervals.Group> groups = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int wanted = top; wanted > 0; wanted--) {
            int most = wanted == top ? blocks : wanted;
            boolean enough = count(there, wanted, most) >= ScoreIntervals.LEAST_OF_A_GROUP;
            groups.add(group(there, wanted, most, enough ? most : blocks, random));
        }
        return new ScoreIntervals(WilsonInterval.LEVEL, groups);
    }

    private int there(int row) {
        int there = 0;
        for (float[] vector : apart.patient(row)) {
            there += vector == null ? 0 : 1;
        }
        return there;
    }

    private static int count(int[] there, int least, int most) {
        return (int) Arrays.stream(there)
                .filter(each -> each >= least && each <= most)
                .count();
    }

    /** @param from whoever has up to so many is taken, and of more than {@code most} loses some */
    private ScoreIntervals.Group group(int[] there, int least, int most, int from, SplittableRandom random) {
        int[] rows = IntStream.range(0, there.length)
                .filter(row -> there[row] >= least && there[row] <= from)
                .toArray();
        boolean[][] kept = new boolean[rows.length][];
        int takenAway = 0;
        for (int i = 0; i < rows.length; i++) {
            boolean more = there[rows[i]] > most;
            kept[i] = more ? some(rows[i], most, random) : all();
            takenAway += more ? 1 : 0;
        }
        double[][] scores = scorer.scores(rows, kept);
        return new ScoreIntervals.Group(
                least, most, rows.length, takenAway, bins(scores, apart.labels().rows(rows)));
    }

    private boolean[] all() {
        boolean[] all = new boolean[apart.blocks().size()];
        Arrays.fill(all, true);
        return all;
    }

    /** So many of the row's blocks; each choice is as likely. */
    private boolean[] some(int row, int wanted, SplittableRandom random) {
        boolean[] some = new boolean[apart.blocks().size()];
        int left = there(row);
        int open = wanted;
        for (int b = 0; b < some.length; b++) {
            if (apart.patient(row)[b] != null) {
                some[b] = random.nextInt(left) < open;
                open -= some[b] ? 1 : 0;
                left--;
            }
        }
        return some;
    }

    private List<List<ScoreIntervals.Bin>> bins(double[][] scores, Labels labels) {
        if (labels instanceof SurvivalLabels times) {
            return List.of(ScoreBins.of(column(scores, 0), EventShare.by(horizonDays, times.times(), times.events())));
        }
        int[] classes = ((ClassLabels) labels).toArray();
        int names = ((ClassLabels) labels).names().size();
        List<List<ScoreIntervals.Bin>> bins = new ArrayList<>();
        for (int k = names == 2 ? 1 : 0; k < names; k++) {
            boolean[] events = new boolean[classes.length];
            for (int row = 0; row < events.length; row++) {
                events[row] = classes[row] == k;
            }
            bins.add(ScoreBins.of(column(scores, k), EventShare.of(events)));
        }
        return bins;
    }

    private static double[] column(double[][] scores, int k) {
        return Arrays.stream(scores).mapToDouble(row -> row[k]).toArray();
    }
}
