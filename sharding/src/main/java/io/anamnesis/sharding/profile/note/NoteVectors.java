package io.anamnesis.sharding.profile.note;

import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.LatestVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * By model, first the mean of the notes' vectors, of length 1: where the patient is as a whole; there is none where they cancel
 * out. Then the vectors of single notes, the latest first. A vector of another dimension than the model's first, in the order of
 * keys, is left out.
 */
final class NoteVectors {
    private NoteVectors() {}

    static Map<String, List<float[]>> of(Holdings<NoteItems.Note> notes, Holdings<NoteItems.Vector> vectors, int most) {
        Map<String, double[]> sums = new TreeMap<>();
        LatestVectors latest = new LatestVectors();
        vectors.forEach((key, holding) -> {
            NoteItems.Vector vector = holding.value();
            if (vector != null && add(sums, vector)) {
                NoteItems.Note note = notes.get(key);
                latest.add(
                        vector.model(),
                        NoteElements.at(note == null ? null : note.date(), holding.evidence()),
                        key,
                        () -> floats(vector.values()));
            }
        });
        Map<String, List<float[]>> all = latest.latest(most);
        sums.forEach((model, sum) -> addMean(sum, all.computeIfAbsent(model, each -> new ArrayList<>()), most));
        return all;
    }

    private static boolean add(Map<String, double[]> sums, NoteItems.Vector vector) {
        double[] sum = sums.computeIfAbsent(
                vector.model(), each -> new double[vector.values().size()]);
        if (sum.length != vector.values().size()) {
            return false;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector.values().get(i);
        }
        return true;
    }

    private static void addMean(double[] sum, List<float[]> into, int most) {
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        if (square == 0 || most == 0) {
            return;
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / Math.sqrt(square));
        }
        if (into.size() == most) {
            into.remove(most - 1);
        }
        into.add(0, mean);
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
