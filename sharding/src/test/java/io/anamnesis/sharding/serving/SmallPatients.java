package io.anamnesis.sharding.serving;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Eighty patients with two modalities, whose numbers tell something of what became of them. */
public final class SmallPatients {
    public static final List<List<FeatureSpec>> FEATURES = List.of(
            List.of(FeatureSpec.of("genomics.variants", "1"), FeatureSpec.of("genomics.ts-tv-ratio", "1")),
            List.of(FeatureSpec.of("glucose.mean[14d]", "mg/dL")));

    private static final int PATIENTS = 80;

    private SmallPatients() {}

    public static TrainingSet classes() {
        int[] labels = new int[PATIENTS];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
        }
        return new TrainingSet(blocks(), patients(), new ClassLabels(labels, List.of("no", "yes")));
    }

    /** Those who would be {@code yes} have the event after some ten days, the others after some thirty; a fifth is censored. */
    public static TrainingSet times() {
        double[] times = new double[PATIENTS];
        boolean[] events = new boolean[PATIENTS];
        for (int i = 0; i < PATIENTS; i++) {
            times[i] = (i % 2 == 1 ? 10 : 30) + i % 7;
            events[i] = i % 5 != 0;
        }
        return new TrainingSet(blocks(), patients(), new SurvivalLabels(times, events));
    }

    private static List<ModalityBlock> blocks() {
        return List.of(
                new ModalityBlock("genomics", List.of("genomics.variants", "genomics.ts-tv-ratio")),
                new ModalityBlock("wearables", List.of("glucose.mean[14d]")));
    }

    private static List<float[] @Nullable []> patients() {
        Random random = new Random(3);
        List<float[] @Nullable []> patients = new ArrayList<>();
        for (int i = 0; i < PATIENTS; i++) {
            patients.add(new float[][] {
                {(float) random.nextGaussian() + i % 2, i % 5 == 0 ? Float.NaN : random.nextFloat()},
                {(float) (100 + 30 * random.nextGaussian() + 20 * (i % 2))}
            });
        }
        return patients;
    }
}
