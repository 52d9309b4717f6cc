package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.ModalityBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up patients with three blocks: one that tells the outcome well, one that tells it less well, and noise. */
final class TwoSources {
    static final List<ModalityBlock> BLOCKS = List.of(
            new ModalityBlock("good", List.of("g1", "g2", "g3")),
            new ModalityBlock("fair", List.of("f1", "f2")),
            new ModalityBlock("noise", List.of("n1", "n2", "n3", "n4")));

    private TwoSources() {}

    /** Two classes. */
    static TrainingSet classes(int patients, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[][]> rows = new ArrayList<>();
        int[] classes = new int[patients];
        for (int i = 0; i < patients; i++) {
            classes[i] = i % 2;
            rows.add(patient(classes[i] * 2 - 1, random));
        }
        return new TrainingSet(BLOCKS, List.copyOf(rows), new ClassLabels(classes, List.of("well", "ill")));
    }

    /** The sicker, the sooner; a third censored. */
    static TrainingSet times(int patients, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[][]> rows = new ArrayList<>();
        double[] times = new double[patients];
        boolean[] events = new boolean[patients];
        for (int i = 0; i < patients; i++) {
            double sickness = random.nextDouble() * 2 - 1;
            rows.add(patient(sickness, random));
            times[i] = Math.ceil(100 * Math.exp(-1.5 * sickness) * -Math.log(1 - random.nextDouble()));
            events[i] = random.nextInt(3) > 0;
        }
        return new TrainingSet(BLOCKS, List.copyOf(rows), new SurvivalLabels(times, events));
    }

    private static float[][] patient(double sickness, SplittableRandom random) {
        float[][] blocks = new float[3][];
        double[] strength = {1, 0.4, 0};
        for (int b = 0; b < 3; b++) {
            blocks[b] = new float[BLOCKS.get(b).width()];
            for (int i = 0; i < blocks[b].length; i++) {
                blocks[b][i] = (float) (10 + 5 * (strength[b] * sickness + random.nextDouble() * 2 - 1));
            }
        }
        return blocks;
    }
}
