package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.message.Embedding;
import java.util.ArrayList;
import java.util.List;

/**
 * The vector that a model made last of a series. Field names are permanent.
 *
 * @param values as many as the dimension
 */
public record EmbeddingItem(
        String studyInstanceUid, String seriesInstanceUid, String model, int dimension, List<Float> values) {
    public EmbeddingItem {
        values = List.copyOf(values);
    }

    static EmbeddingItem of(String studyInstanceUid, String seriesInstanceUid, Embedding embedding) {
        List<Float> values = new ArrayList<>();
        for (float each : embedding.toArray()) {
            values.add(each);
        }
        return new EmbeddingItem(studyInstanceUid, seriesInstanceUid, embedding.model(), values.size(), values);
    }

    float[] vector() {
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i);
        }
        return vector;
    }
}
