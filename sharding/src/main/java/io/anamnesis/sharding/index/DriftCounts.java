package io.anamnesis.sharding.index;

import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which bin of the training's histograms each patient of the node is, of each feature and score of a model: a byte each, and sums that
 * follow each change. Under the content's lock.
 */
final class DriftCounts {
    private static final int FIRST_ROWS = 1_024;

    private final ServedModel model;
    private final List<ReferenceHistogram> reference;
    private final long[][] counts;
    private byte[] @Nullable [] binsOf = new byte[FIRST_ROWS][];
    private long rows;

    DriftCounts(ServedModel model) {
        this.model = model;
        reference = model.reference();
        counts = new long[reference.size()][];
        for (int s = 0; s < counts.length; s++) {
            counts[s] = new long[reference.get(s).bins()];
        }
    }

    /**
     * Takes a patient in, or again.
     *
     * @param pass that the model just made of the patient
     * @param scored false where none of the model's modalities is there
     */
    void put(int row, ServedPass pass, boolean scored) {
        if (reference.isEmpty()) {
            return;
        }
        remove(row);
        if (row >= binsOf.length) {
            binsOf = Arrays.copyOf(binsOf, Math.max(row + 1, 2 * binsOf.length));
        }
        byte[] bins = new byte[reference.size()];
        int series = 0;
        for (int b = 0; b < model.features().size(); b++) {
            boolean present = pass.result().present(b);
            int features = model.features().get(b).size();
            for (int i = 0; i < features; i++, series++) {
                bins[series] = bin(series, present ? pass.input(b, i) : Float.NaN);
            }
        }
        for (int k = 0; series < bins.length; k++, series++) {
            bins[series] = bin(series, scored ? pass.result().score(k) : Float.NaN);
        }
        binsOf[row] = bins;
        rows++;
        count(bins, 1);
    }

    /** A histogram has far fewer than 128 bins. */
    private byte bin(int series, float value) {
        return (byte) reference.get(series).bin(value);
    }

    /** The row is nobody's any more. */
    void remove(int row) {
        byte[] bins = row < binsOf.length ? binsOf[row] : null;
        if (bins != null) {
            count(bins, -1);
            binsOf[row] = null;
            rows--;
        }
    }

    private void count(byte[] bins, int by) {
        for (int s = 0; s < bins.length; s++) {
            counts[s][bins[s]] += by;
        }
    }

    /** As of now. */
    DriftStatus status(long patients) {
        return new DriftStatus(
                model, patients, Arrays.stream(counts).map(long[]::clone).toList());
    }

    long bytes() {
        return 8L * binsOf.length + rows * (16 + reference.size());
    }
}
