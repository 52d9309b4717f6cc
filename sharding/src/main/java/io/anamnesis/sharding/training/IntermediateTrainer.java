package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.FusionPass;
import io.anamnesis.sharding.fusion.IntermediateFusion;
import io.anamnesis.sharding.fusion.LatentEncoder;
import io.anamnesis.sharding.fusion.LinearHead;
import io.anamnesis.sharding.fusion.StandardisedBlocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns intermediate fusion: encoders into hidden causes from the blocks alone, then a penalised regression over the causes as
 * they come out for the patients and for copies of them that lack blocks.
 */
public final class IntermediateTrainer {
    private final TrainingPlan plan;

    /** Learns as the plan says. */
    public IntermediateTrainer(TrainingPlan plan) {
        this.plan = plan;
    }

    /**
     * A setting to try.
     *
     * @param penalty of the regression over the causes
     */
    private record Candidate(int causes, double penalty) {}

    /** Seconds to minutes, on the caller's thread. */
    public IntermediateFusion train(TrainingSet set) {
        List<Candidate> candidates = new ArrayList<>();
        for (int causes : plan.components()) {
            for (double penalty : plan.penalties()) {
                candidates.add(new Candidate(causes, penalty));
            }
        }
        EncoderCache cache = new EncoderCache();
        Candidate best = new CrossValidation(set, plan).best(candidates, (part, c) -> learn(part, c, cache));
        return learn(set, best, cache);
    }

    private IntermediateFusion learn(TrainingSet set, Candidate candidate, EncoderCache cache) {
        StandardisedBlocks standardised = Preparation.standardise(set);
        LatentEncoder encoder = cache.encoder(set, standardised, candidate.causes(), plan.seed());
        TrainingSet all = plan.augmented(set);
        double[][] causes = causes(all, standardised, encoder);
        return new IntermediateFusion(
                standardised,
                encoder,
                Preparation.head(causes, all.labels(), candidate.penalty(), plan.balanced()),
                Preparation.outcome(set.labels()));
    }

    /** The causes come out of the model itself, with a regression that says nothing yet. */
    private static double[][] causes(TrainingSet set, StandardisedBlocks standardised, LatentEncoder encoder) {
        int scores = Preparation.outcome(set.labels()).scores();
        LinearHead silent = new LinearHead(new double[scores][encoder.size()], new double[scores]);
        FusionPass pass =
                new IntermediateFusion(standardised, encoder, silent, Preparation.outcome(set.labels())).newPass();
        double[][] causes = new double[set.size()][encoder.size()];
        for (int row = 0; row < causes.length; row++) {
            pass.run(set.patient(row));
            for (int k = 0; k < encoder.size(); k++) {
                causes[row][k] = pass.fused(k);
            }
        }
        return causes;
    }

    /** The encoders of a fold are the same for all penalties. */
    private static final class EncoderCache {
        /** A training set is equal to itself only. */
        private record Key(TrainingSet set, int causes) {}

        private final Map<Key, LatentEncoder> encoders = new HashMap<>();

        LatentEncoder encoder(TrainingSet set, StandardisedBlocks standardised, int causes, long seed) {
            return encoders.computeIfAbsent(
                    new Key(set, causes),
                    key -> HiddenCauses.fit(Preparation.rows(set, standardised, false), standardised, causes, seed));
        }
    }
}
