package io.anamnesis.sharding.model;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingFolder.Block;
import io.anamnesis.protocol.model.TrainingFolder.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Folders of patients whose burden of variants and resting heart rate tell what becomes of them, as in {@link StoredPatients}; of two thirds the
 * heart rate is there.
 */
final class Tables {
    static final String BURDEN = "genomics.variants";
    static final String HEART = "heart-rate.mean[all]";

    private static final List<Source> FILES = List.of(
            new Source("labels.csv", "aa", 7, 0),
            new Source("genomics.csv", "bb", 7, 0),
            new Source("wearables.csv", "cc", 7, 3));

    private Tables() {}

    private static TrainingFolder folder(
            int patients, List<String> genomics, List<String> wearables, Random random, Outcome outcome) {
        float[] @Nullable [] ones = new float[patients][];
        float[] @Nullable [] others = new float[patients][];
        for (int i = 0; i < patients; i++) {
            double burden = random.nextGaussian();
            double heart = random.nextGaussian();
            outcome.of(i, burden, heart);
            ones[i] = vector(genomics, 50 + 10 * burden, i);
            others[i] = i % 3 == 0 ? null : vector(wearables, 70 + 8 * heart, i);
        }
        return new TrainingFolder(
                FILES,
                List.of(new Block(Modality.WEARABLES, wearables, others), new Block(Modality.GENOMICS, genomics, ones)),
                outcome.all(),
                new boolean[0]);
    }

    /** The first column tells; of all others there is a number of every tenth patient. */
    private static float[] vector(List<String> columns, double first, int row) {
        float[] vector = new float[columns.size()];
        Arrays.fill(vector, row % 10 == 0 ? row : Float.NaN);
        vector[0] = (float) first;
        return vector;
    }

    private interface Outcome {
        void of(int row, double burden, double heart);

        TrainingFolder.Outcomes all();
    }

    /** Of so many classes, by the sum of both. */
    static TrainingFolder classes(int patients, List<String> names, List<String> genomics, List<String> wearables) {
        int[] classes = new int[patients];
        return folder(patients, genomics, wearables, new Random(3), new Outcome() {
            @Override
            public void of(int row, double burden, double heart) {
                double place = 1 / (1 + Math.exp(-1.5 * (burden + heart)));
                classes[row] = (int) Math.min(names.size() - 1, place * names.size());
            }

            @Override
            public TrainingFolder.Outcomes all() {
                return new TrainingFolder.Classes(names, classes);
            }
        });
    }

    /** With the columns that {@link StoredPatients} have numbers of. */
    static TrainingFolder classes(int patients, String... names) {
        return classes(patients, List.of(names), List.of(BURDEN), List.of(HEART));
    }

    /** The greater both are the sooner; every seventh came on the first day, or left on it. */
    static TrainingFolder times(int patients) {
        double[] days = new double[patients];
        boolean[] events = new boolean[patients];
        Random random = new Random(5);
        return folder(patients, List.of(BURDEN), List.of(HEART), random, new Outcome() {
            @Override
            public void of(int row, double burden, double heart) {
                double wait = -700 * Math.log(1 - random.nextDouble()) / Math.exp(0.9 * burden + 0.7 * heart);
                days[row] = row % 7 == 0 ? 0 : Math.min(wait, 1_000);
                events[row] = row % 7 == 0 ? row % 2 == 0 : wait < 1_000;
            }

            @Override
            public TrainingFolder.Outcomes all() {
                return new TrainingFolder.Times(days, events);
            }
        });
    }

    /** The same with every fourth patient to judge. */
    static TrainingFolder parted(TrainingFolder folder) {
        boolean[] apart = new boolean[folder.outcomes().size()];
        for (int row = 0; row < apart.length; row += 4) {
            apart[row] = true;
        }
        return new TrainingFolder(folder.files(), folder.blocks(), folder.outcomes(), apart);
    }
}
