package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.evaluation.Bootstrap;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.EventShare;
import io.anamnesis.sharding.evaluation.WilsonInterval;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Scoring;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What plots show of a {@link Evaluation.Look}. */
final class Curves {
    private static final int STEPS = 100;
    private static final int PARTS = 8;
    private static final int LEAST_OF_A_GROUP = 20;
    private static final int MOST_GROUPINGS = 6;

    private Curves() {}

    /**
     * A point with an interval.
     *
     * @param low as {@code y} where there is no interval
     */
    record Point(double x, double y, double low, double high) {
        static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }
    }

    /** Patients who have something in common, and how well they are told. */
    record Group(String name, int patients, double value, double low, double high) {}

    /** Groups that are set beside each other, such as the classes. */
    record Grouping(String name, List<Group> groups) {
        double gap() {
            double[] values = groups.stream().mapToDouble(Group::value).toArray();
            return Arrays.stream(values).max().orElse(0)
                    - Arrays.stream(values).min().orElse(0);
        }
    }

    /** True beside false positive rate of every class against the others, all together; of times none. */
    static List<Point> roc(Evaluation.Look look) {
        if (!(look.seen().labels() instanceof ClassLabels labels)) {
            return List.of();
        }
        int classes = labels.names().size();
        List<double[]> pairs = new ArrayList<>();
        for (int row = 0; row < labels.size(); row++) {
            for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
                pairs.add(new double[] {look.scores()[row][k], labels.at(row) == k ? 1 : 0});
            }
        }
        pairs.sort((a, b) -> Double.compare(b[0], a[0]));
        double positives = pairs.stream().mapToDouble(pair -> pair[1]).sum();
        double negatives = pairs.size() - positives;
        List<Point> points = new ArrayList<>(List.of(Point.of(0, 0)));
        double truths = 0;
        double alarms = 0;
        for (int from = 0, end; from < pairs.size(); from = end) {
            end = from;
            while (end < pairs.size() && pairs.get(end)[0] == pairs.get(from)[0]) {
                truths += pairs.get(end)[1];
                alarms += 1 - pairs.get(end)[1];
                end++;
            }
            Point next = Point.of(alarms / negatives, truths / positives);
            boolean last = end == pairs.size();
            if (last
                    || next.x() - points.get(points.size() - 1).x() >= 1.0 / STEPS
                    || next.y() - points.get(points.size() - 1).y() >= 1.0 / STEPS) {
                points.add(next);
            }
        }
        return points;
    }

    /**
     * Parts of about as many patients: the mean of what was told, and how often it was so. Of classes the probability of the most probable
     * one; of times that of the event by the horizon.
     */
    static List<Point> calibration(Evaluation.Look look) {
        double[] told = new double[look.seen().size()];
        EventShare.Counted counted;
        if (look.seen().labels() instanceof ClassLabels labels) {
            boolean[] right = new boolean[told.length];
            for (int row = 0; row < told.length; row++) {
                int most = mostProbable(look.scores()[row]);
                told[row] = look.scores()[row][most];
                right[row] = labels.at(row) == most;
            }
            counted = EventShare.of(right);
        } else {
            SurvivalLabels labels = (SurvivalLabels) look.seen().labels();
            EventHorizon horizon = look.horizon();
            if (horizon == null) {
                return List.of();
            }
            Arrays.setAll(told, row -> horizon.probability(look.scores()[row][0]));
            counted = EventShare.by(horizon.days(), labels.times(), labels.events());
        }
        int[] order = IntStream.range(0, told.length)
                .boxed()
                .sorted((a, b) -> Double.compare(told[a], told[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int parts = Math.max(1, Math.min(PARTS, order.length / LEAST_OF_A_GROUP));
        List<Point> points = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int[] rows = Arrays.copyOfRange(order, part * order.length / parts, (part + 1) * order.length / parts);
            EventShare share = counted.of(rows);
            WilsonInterval interval = WilsonInterval.of(share.share(), share.patients());
            double mean =
                    Arrays.stream(rows).mapToDouble(row -> told[row]).average().orElse(0);
            points.add(new Point(mean, share.share(), interval.low(), interval.high()));
        }
        return points;
    }

    private static int mostProbable(double[] scores) {
        int most = 0;
        for (int k = 1; k < scores.length; k++) {
            most = scores[k] > scores[most] ? k : most;
        }
        return most;
    }

    /** Classes: how many of each are found. Times: C among those with either value of each number that has two. */
    static List<Grouping> groupings(Evaluation.Look look, Bootstrap bootstrap) {
        return look.seen().labels() instanceof ClassLabels labels
                ? List.of(byClass(look, labels))
                : byValue(look, bootstrap);
    }

    private static Grouping byClass(Evaluation.Look look, ClassLabels labels) {
        List<Group> groups = new ArrayList<>();
        for (int k = 0; k < labels.names().size(); k++) {
            int found = 0;
            int all = 0;
            for (int row = 0; row < labels.size(); row++) {
                all += labels.at(row) == k ? 1 : 0;
                found += labels.at(row) == k && mostProbable(look.scores()[row]) == k ? 1 : 0;
            }
            if (all > 0) {
                double share = (double) found / all;
                WilsonInterval interval = WilsonInterval.of(share, all);
                groups.add(new Group(labels.names().get(k), all, share, interval.low(), interval.high()));
            }
        }
        return new Grouping("found, by class", groups);
    }

    private static List<Grouping> byValue(Evaluation.Look look, Bootstrap bootstrap) {
        List<Grouping> groupings = new ArrayList<>();
        TrainingSet set = look.seen();
        for (int b = 0; b < set.blocks().size(); b++) {
            for (int i = 0; i < set.blocks().get(b).width() && groupings.size() < MOST_GROUPINGS; i++) {
                SortedSet<Float> values = new TreeSet<>();
                for (int row = 0; row < set.size() && values.size() < 3; row++) {
                    float[] vector = set.patient(row)[b];
                    if (vector != null && !Float.isNaN(vector[i])) {
                        values.add(vector[i]);
                    }
                }
                if (values.size() == 2) {
                    addGrouping(groupings, look, bootstrap, b, i, values);
                }
            }
        }
        return groupings;
    }

    private static void addGrouping(
            List<Grouping> into,
            Evaluation.Look look,
            Bootstrap bootstrap,
            int block,
            int feature,
            SortedSet<Float> values) {
        TrainingSet set = look.seen();
        String name = set.blocks().get(block).features().get(feature);
        List<Group> groups = new ArrayList<>();
        for (float value : values) {
            int[] rows = IntStream.range(0, set.size())
                    .filter(row -> set.patient(row)[block] != null && set.patient(row)[block][feature] == value)
                    .toArray();
            if (rows.length < LEAST_OF_A_GROUP) {
                return;
            }
            double c = concordance(look, rows);
            Bootstrap.Interval interval = bootstrap.interval(
                    rows.length,
                    drawn -> concordance(
                            look, Arrays.stream(drawn).map(at -> rows[at]).toArray()));
            groups.add(new Group(name + " = " + number(value), rows.length, c, interval.low(), interval.high()));
        }
        into.add(new Grouping(name, groups));
    }

    private static double concordance(Evaluation.Look look, int[] rows) {
        double[][] scores =
                Arrays.stream(rows).mapToObj(row -> look.scores()[row]).toArray(double[][]::new);
        return Scoring.concordance(scores, (SurvivalLabels) look.seen().labels().rows(rows));
    }

    private static String number(float value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Float.toString(value);
    }
}
