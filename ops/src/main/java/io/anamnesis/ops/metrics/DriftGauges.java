package io.anamnesis.ops.metrics;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.DriftView;
import io.anamnesis.sharding.client.Models;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the node's patients have drifted from those that its model was made with, as it was when the scrape before asked: a scrape waits for
 * nobody. Series by name, over all nodes, stand at {@code /v1/drift}.
 */
final class DriftGauges {
    private final Models models;
    private volatile @Nullable DriftView last;

    DriftGauges(MeterRegistry registry, Models models) {
        this.models = models;
        for (DriftView.Level level : DriftView.Level.values()) {
            Gauge.builder("anamnesis.model.drift.series", this, gauges -> gauges.count(level))
                    .description("Numbers and scores of the serving model by how they have drifted")
                    .tag("level", level.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("anamnesis.model.drift.greatest", this, DriftGauges::greatest)
                .description("The greatest population stability index of them, less what chance gives")
                .register(registry);
    }

    private double count(DriftView.Level level) {
        DriftView view = last;
        return view == null
                ? 0
                : view.series().stream().filter(each -> each.level() == level).count();
    }

    private double greatest() {
        DriftView view = last;
        return view == null
                ? 0
                : view.series().stream().mapToDouble(DriftGauges::beyond).max().orElse(0);
    }

    private static double beyond(DriftView.Series series) {
        Double chance = series.chance();
        return chance == null ? 0 : Math.max(0, series.stability() - chance);
    }

    /** Asks for the next scrape; what can't be told now is told as before. */
    void refresh() {
        var unused = models.ownDrift(Caller.system("metrics")).thenAccept(view -> last = view);
    }
}
