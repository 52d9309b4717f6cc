package io.anamnesis.sharding.model;

import io.anamnesis.sharding.evaluation.Concordance;
import io.anamnesis.sharding.evaluation.Ranking;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Numbers that tell the goal all but alone. Mostly it is made of them, and they should have been excluded. */
final class TellTales {
    private static final double SUSPICIOUS = 0.95;
    private static final int LEAST = 20;
    private static final int MOST_NAMED = 3;

    private TellTales() {}

    private record Telling(String name, double metric) {}

    /** A sentence's end for people, empty where there is none; the most telling ones first. */
    static String of(TrainingSet set) {
        List<Telling> found = new ArrayList<>();
        for (int b = 0; b < set.blocks().size(); b++) {
            for (int i = 0; i < set.blocks().get(b).width(); i++) {
                double metric = alone(set, b, i);
                if (metric >= SUSPICIOUS) {
                    found.add(new Telling(set.blocks().get(b).features().get(i), metric));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Telling::metric).reversed().thenComparing(Telling::name));
        if (found.isEmpty()) {
            return "";
        }
        List<String> named = found.stream()
                .limit(MOST_NAMED)
                .map(each -> String.format(Locale.ROOT, "%s (%.4f)", each.name, each.metric))
                .toList();
        return "; too good to be true: " + String.join(", ", named)
                + (found.size() > MOST_NAMED ? " and " + (found.size() - MOST_NAMED) + " more" : "")
                + " each all but tell it alone, exclude what the label is made of";
    }

    /** Of those who have the number, in whichever direction; 0 where they are few or all alike. */
    private static double alone(TrainingSet set, int block, int feature) {
        int[] having = IntStream.range(0, set.size())
                .filter(row -> set.patient(row)[block] != null && !Float.isNaN(set.patient(row)[block][feature]))
                .toArray();
        boolean both =
                IntStream.of(having).map(set.labels()::stratum).distinct().count() > 1;
        if (having.length < LEAST || !both) {
            return 0;
        }
        double[] values = new double[having.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = set.patient(having[i])[block][feature];
        }
        double metric = metric(values, set.labels().rows(having));
        return Double.isFinite(metric) ? Math.max(metric, 1 - metric) : 0;
    }

    /** Of several classes the one that is told best against all others. */
    private static double metric(double[] values, Labels labels) {
        if (!(labels instanceof ClassLabels classes)) {
            SurvivalLabels times = (SurvivalLabels) labels;
            return Concordance.of(values, times.times(), times.events()).c();
        }
        double best = 0.5;
        for (int k = classes.names().size() == 2 ? 1 : 0; k < classes.names().size(); k++) {
            boolean[] positive = new boolean[values.length];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = classes.at(i) == k;
            }
            double one = Ranking.auroc(values, positive);
            // NaN, where nobody has the class, is no further away
            best = Math.abs(one - 0.5) > Math.abs(best - 0.5) ? one : best;
        }
        return best;
    }
}
