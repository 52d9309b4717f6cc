package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.AttentionPlan;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.EarlyTrainer;
import io.anamnesis.sharding.training.IntermediateTrainer;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something that learns and is judged.
 *
 * @param view what it sees of a set: all blocks or one
 */
record Contender(String name, UnaryOperator<TrainingSet> view, Learning learning) {
    static final String LATE = "late";
    static final String ATTENTION = "attention";
    private static final String ONLY = "only ";

    /** Of attention's tokens on these sets: hundreds of patients. */
    private static final int ATTENTION_WIDTH = 32;

    /** Learns from what it sees. */
    interface Learning {
        FusionModel learn(TrainingSet seen, TrainingPlan plan);
    }

    /** Whether it sees one modality alone. */
    boolean isSingle() {
        return name.startsWith(ONLY);
    }

    /** The baseline, each single modality, and the strategies. */
    static List<Contender> all(TrainingSet train) {
        List<Contender> all = new ArrayList<>();
        String baseline = train.labels() instanceof ClassLabels ? "baseline: logistic regression" : "baseline: Cox";
        all.add(new Contender(baseline, set -> set, (set, plan) -> new EarlyTrainer(plan.withoutMasking()).train(set)));
        for (int b = 0; b < train.blocks().size(); b++) {
            int block = b;
            ModalityBlock single = train.blocks().get(b);
            all.add(new Contender(
                    ONLY + single.name(), set -> set.view(block), (set, plan) -> new LateTrainer(plan).train(set)));
        }
        all.add(new Contender("early", set -> set, (set, plan) -> new EarlyTrainer(plan).train(set)));
        all.add(new Contender("intermediate", set -> set, (set, plan) -> new IntermediateTrainer(plan).train(set)));
        all.add(new Contender(LATE, set -> set, (set, plan) -> new LateTrainer(plan).train(set)));
        all.add(new Contender(ATTENTION, set -> set, (set, plan) -> new AttentionTrainer(attention(plan)).train(set)));
        return all;
    }

    /** How attention learns where the others learn as the plan says. */
    static AttentionPlan attention(TrainingPlan plan) {
        return AttentionPlan.standard(ATTENTION_WIDTH, plan.seed()).withPenalties(plan.penalties());
    }
}
