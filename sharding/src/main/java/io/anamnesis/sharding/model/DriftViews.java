package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.sharding.evaluation.Drift;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.index.DriftStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the counts of a node say. */
final class DriftViews {
    private DriftViews() {}

    /** @param least patients from which on levels are told */
    static DriftView of(String node, DriftStatus status, int least) {
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
                        ? "The node has " + status.patients() + " patients; levels are told from " + least + " on."
                        : null;
        return new DriftView(node, status.model().identity(), status.patients(), worst, reason, series);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
