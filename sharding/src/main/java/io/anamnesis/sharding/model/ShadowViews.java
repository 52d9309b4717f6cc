package io.anamnesis.sharding.model;

import io.anamnesis.protocol.model.ShadowView;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.PairedScores;
import io.anamnesis.sharding.everynode.EveryNode;
import io.anamnesis.sharding.serving.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What nodes tell of two models, added up. */
final class ShadowViews {
    private ShadowViews() {}

    /**
     * Of the nodes that serve the two models.
     *
     * @param different why the two can't be compared; null where they can
     */
    static ShadowView of(
            ServedModel champion,
            @Nullable ServedModel challenger,
            @Nullable String label,
            @Nullable String different,
            EveryNode.Gathered<CountsMessage.ShadowTold> gathered) {
        List<String> nodes = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        long patients = 0;
        long both = 0;
        long agree = 0;
        List<PairedScores> sums = new ArrayList<>();
        for (CountsMessage.ShadowTold told : gathered.told()) {
            if (!told.champion().equals(champion.identity())
                    || !Objects.equals(told.challenger(), identity(challenger))) {
                behind.add(told.node());
                continue;
            }
            nodes.add(told.node());
            patients += told.patients();
            both += told.both();
            agree += told.agree();
            for (int k = 0; k < told.scores().size(); k++) {
                if (k == sums.size()) {
                    sums.add(told.scores().get(k));
                } else {
                    sums.set(k, sums.get(k).plus(told.scores().get(k)));
                }
            }
        }
        boolean classes = champion.evidence().horizon() == null && !sums.isEmpty();
        return new ShadowView(
                nodes,
                gathered.silent(),
                behind,
                champion.identity(),
                identity(challenger),
                different,
                different == null ? label : null,
                patients,
                both,
                classes ? (Long) agree : null,
                sums.stream()
                        .filter(each -> each.all() > 0)
                        .map(ShadowViews::score)
                        .toList());
    }

    private static FusionView.@Nullable Model identity(@Nullable ServedModel model) {
        return model == null ? null : model.identity();
    }

    private static ShadowView.Score score(PairedScores sums) {
        double all = sums.all();
        return new ShadowView.Score(
                sums.name(),
                sums.difference() / all,
                sums.distance() / all,
                sums.stability(),
                sums.tenths(0),
                sums.tenths(1),
                known(sums.known().get(0)),
                known(sums.known().get(1)));
    }

    private static ShadowView.@Nullable Known known(PairedScores.Known known) {
        if (known.all() == 0) {
            return null;
        }
        List<ShadowView.Tenth> tenths = new ArrayList<>();
        for (int t = 0; t < PairedScores.TENTHS; t++) {
            long patients = known.patients().get(t);
            if (patients > 0) {
                tenths.add(new ShadowView.Tenth(
                        t / (double) PairedScores.TENTHS,
                        patients,
                        known.told().get(t) / patients,
                        (double) known.events().get(t) / patients));
            }
        }
        return new ShadowView.Known(known.all(), known.squares() / known.all(), tenths);
    }
}
