package io.anamnesis.sharding.model;

import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.training.Forerunner;
import io.anamnesis.sharding.training.Scoring;
import io.anamnesis.sharding.training.TokenSet;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/** The patients who judge, as each strategy sees them, with nothing or something taken away. */
final class Judges {
    /** Shares of modalities that are taken away, after none. */
    static final List<Double> TAKEN_AWAY = List.of(0.2, 0.4, 0.6);

    private final List<TrainingSet> blocks = new ArrayList<>();
    private final List<TokenSet> tokens = new ArrayList<>();

    Judges(TrainingSet apart, TokenSet withAges, long seed) {
        blocks.add(apart);
        tokens.add(withAges);
        for (double share : TAKEN_AWAY) {
            long mask = seed * 31 + Math.round(100 * share);
            blocks.add(apart.masked(share, mask));
            tokens.add(withAges.masked(share, mask));
        }
    }

    /** With nothing taken away. */
    TrainingSet whole() {
        return blocks.get(0);
    }

    /** Share taken away × patient × score. */
    List<double[][]> scores(FusionModel model) {
        List<double[][]> scores = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            scores.add(
                    model instanceof AttentionFusion attention
                            ? Scoring.scores(attention, tokens.get(i))
                            : Scoring.scores(model, blocks.get(i)));
        }
        return scores;
    }

    /** The same of a model that is asked as it is, of whatever numbers it knows. */
    List<double[][]> scores(Forerunner start) {
        return blocks.stream().map(start::scores).toList();
    }

    /** Patient × score, with nothing there but what is kept. */
    double[][] scores(FusionModel model, int[] rows, boolean[][] kept) {
        return model instanceof AttentionFusion attention
                ? Scoring.scores(attention, tokens.get(0).keeping(rows, kept))
                : Scoring.scores(model, blocks.get(0).keeping(rows, kept));
    }
}
