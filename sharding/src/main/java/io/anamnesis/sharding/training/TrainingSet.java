package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.ModalityBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Patients with the blocks that each has, and what became of them. Immutable; the vectors are shared and must not change. */
public final class TrainingSet {
    private final List<ModalityBlock> blocks;
    private final List<float[] @Nullable []> patients;
    private final Labels labels;

    /**
     * Checks the shapes.
     *
     * @param patients for each one vector a block, null where it is missing
     * @param labels one a patient
     */
    public TrainingSet(List<ModalityBlock> blocks, List<float[] @Nullable []> patients, Labels labels) {
        if (patients.isEmpty() || patients.size() != labels.size()) {
            throw new IllegalArgumentException("as many labels as patients and at least one are needed, got "
                    + labels.size() + " for " + patients.size());
        }
        this.blocks = List.copyOf(blocks);
        this.patients = List.copyOf(patients);
        this.labels = labels;
        for (float[] @Nullable [] patient : patients) {
            for (int b = 0; b < blocks.size(); b++) {
                float[] vector = patient[b];
                if (vector != null && vector.length != blocks.get(b).width()) {
                    throw new IllegalArgumentException(
                            "the block " + blocks.get(b).name() + " has "
                                    + blocks.get(b).width() + " features, got " + vector.length);
                }
            }
        }
    }

    /** The blocks. */
    public List<ModalityBlock> blocks() {
        return blocks;
    }

    /** What became of the patients. */
    public Labels labels() {
        return labels;
    }

    /** Number of patients. */
    public int size() {
        return patients.size();
    }

    /** A patient's blocks, null where one is missing. */
    public float[] @Nullable [] patient(int row) {
        return patients.get(row);
    }

    /** These patients, in this order. */
    public TrainingSet rows(int[] rows) {
        List<float[] @Nullable []> chosen = new ArrayList<>();
        for (int row : rows) {
            chosen.add(patients.get(row));
        }
        return new TrainingSet(blocks, chosen, labels.rows(rows));
    }

    /** One block only, of the patients who have it. */
    public TrainingSet only(int block) {
        int[] having = IntStream.range(0, size())
                .filter(row -> patients.get(row)[block] != null)
                .toArray();
        List<float[] @Nullable []> single = new ArrayList<>();
        for (int row : having) {
            single.add(new float[][] {patients.get(row)[block]});
        }
        return new TrainingSet(List.of(blocks.get(block)), single, labels.rows(having));
    }

    /** All patients as if there were this block only; who lacks it has nothing. */
    public TrainingSet view(int block) {
        List<float[] @Nullable []> viewed = new ArrayList<>();
        for (float[] @Nullable [] patient : patients) {
            viewed.add(new float[][] {patient[block]});
        }
        return new TrainingSet(List.of(blocks.get(block)), viewed, labels);
    }

    /**
     * The same patients with blocks taken away at random: each block that is there with this probability, all alike and
     * independently. Of a patient who would keep none, one block drawn at random stays.
     *
     * @param rate 0 to 1
     */
    public TrainingSet masked(double rate, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[] @Nullable []> masked = new ArrayList<>();
        for (float[] @Nullable [] patient : patients) {
            float[][] kept = patient.clone();
            int there = 0;
            int left = 0;
            for (int b = 0; b < kept.length; b++) {
                boolean drop = random.nextDouble() < rate;
                there += kept[b] != null ? 1 : 0;
                if (drop) {
                    kept[b] = null;
                }
                left += kept[b] != null ? 1 : 0;
            }
            int saved = random.nextInt(Math.max(1, there));
            for (int b = 0; b < kept.length && left == 0; b++) {
                if (patient[b] != null && saved-- == 0) {
                    kept[b] = patient[b];
                    left++;
                }
            }
            masked.add(kept);
        }
        return new TrainingSet(blocks, masked, labels);
    }

    /**
     * These patients, in this order, with no other blocks than those.
     *
     * @param kept for each of the rows which blocks stay, where they are there
     */
    public TrainingSet keeping(int[] rows, boolean[][] kept) {
        List<float[] @Nullable []> left = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            float[][] patient = patients.get(rows[i]).clone();
            for (int b = 0; b < patient.length; b++) {
                patient[b] = kept[i][b] ? patient[b] : null;
            }
            left.add(patient);
        }
        return new TrainingSet(blocks, left, labels.rows(rows));
    }

    /** These patients, then those; of the same blocks. */
    public TrainingSet and(TrainingSet others) {
        List<float[] @Nullable []> both = new ArrayList<>(patients);
        both.addAll(others.patients);
        return new TrainingSet(blocks, both, joined(labels, others.labels));
    }

    private static Labels joined(Labels first, Labels second) {
        int size = first.size() + second.size();
        if (first instanceof ClassLabels classes && second instanceof ClassLabels more) {
            int[] all = new int[size];
            for (int i = 0; i < size; i++) {
                all[i] = i < first.size() ? classes.at(i) : more.at(i - first.size());
            }
            return new ClassLabels(all, classes.names());
        }
        SurvivalLabels times = (SurvivalLabels) first;
        SurvivalLabels more = (SurvivalLabels) second;
        double[] time = new double[size];
        boolean[] event = new boolean[size];
        for (int i = 0; i < size; i++) {
            time[i] = i < first.size() ? times.time(i) : more.time(i - first.size());
            event[i] = i < first.size() ? times.event(i) : more.event(i - first.size());
        }
        return new SurvivalLabels(time, event);
    }
}
