package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.Drift;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.everynode.EveryNode;
import io.anamnesis.sharding.index.DriftStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the counts of nodes say. */
final class DriftViews {
    private DriftViews() {}

    /**
     * Of one node.
     *
     * @param least patients from which on levels are told
     */
    static DriftView of(String node, DriftStatus status, int least) {
        return of(status, List.of(node), List.of(), List.of(), least);
    }

    /**
     * Of all nodes that have the model of this one: counts add up.
     *
     * @param own of the node that asked; its model is the one that is told of
     */
    static DriftView of(String node, DriftStatus own, EveryNode.Gathered<CountsMessage.DriftTold> gathered, int least) {
        List<String> nodes = new ArrayList<>(List.of(node));
        List<String> behind = new ArrayList<>();
        long patients = own.patients();
        List<long[]> counts = own.counts().stream().map(long[]::clone).toList();
        for (CountsMessage.DriftTold told : gathered.told()) {
            if (told.node().equals(node)) {
                continue;
            }
            if (!hasModel(told, own)) {
                behind.add(told.node());
                continue;
            }
            nodes.add(told.node());
            patients += told.patients();
            add(told.counts(), counts);
        }
        Collections.sort(nodes);
        List<String> silent =
                gathered.silent().stream().filter(each -> !each.equals(node)).toList();
        return of(new DriftStatus(own.model(), patients, counts), nodes, silent, behind, least);
    }

    /** Also that the counts fit: a node of another build could cut otherwise. */
    private static boolean hasModel(CountsMessage.DriftTold told, DriftStatus own) {
        FusionView.Model model = own.model().identity();
        boolean fits = told.counts().size() == own.counts().size();
        for (int s = 0; fits && s < told.counts().size(); s++) {
            fits = told.counts().get(s).size() == own.counts().get(s).length;
        }
        return fits
                && told.model().equals(model.name())
                && told.version() == model.version()
                && told.generation() == model.generation();
    }

    private static void add(List<List<Long>> some, List<long[]> sums) {
        for (int s = 0; s < some.size(); s++) {
            long[] sum = sums.get(s);
            for (int bin = 0; bin < sum.length; bin++) {
                sum[bin] += some.get(s).get(bin);
            }
        }
    }

    private static DriftView of(
            DriftStatus status, List<String> nodes, List<String> silent, List<String> behind, int least) {
        List<ReferenceHistogram> reference = status.model().reference();
        List<DriftView.Series> series = new ArrayList<>();
        DriftView.Level worst = DriftView.Level.UNKNOWN;
        for (int s = 0; s < reference.size(); s++) {
            ReferenceHistogram histogram = reference.get(s);
            Drift drift = Drift.of(histogram, status.counts().get(s));
            DriftView.Level level = DriftView.Level.valueOf(
                    drift.level(status.patients(), least).name());
            worst = level.compareTo(worst) > 0 ? level : worst;
            series.add(new DriftView.Series(
                    histogram.of(),
                    histogram.name(),
                    level,
                    drift.stability(),
                    finite(drift.chance()),
                    finite(drift.distance()),
                    drift.missingThen(),
                    finite(drift.missingNow())));
        }
        series.sort(Comparator.comparingDouble(DriftView.Series::stability).reversed());
        String reason = reference.isEmpty()
                ? "The model came without histograms of what it was made with."
                : status.patients() < least
                        ? "There are " + status.patients() + " patients; levels are told from " + least + " on."
                        : null;
        return new DriftView(
                nodes, silent, behind, status.model().identity(), status.patients(), worst, reason, series);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
