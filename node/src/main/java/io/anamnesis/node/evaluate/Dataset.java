package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.training.TrainingSet;
import java.util.List;

/**
 * A set to evaluate on.
 *
 * @param name in the report
 * @param split what is learned from and what is tested on
 * @param notes what was done to the data, and what one should know of them
 * @param golden what reference tools reach on the very files
 */
record Dataset(String name, Splitter split, List<String> notes, List<Golden> golden) {

    /** Fixed where the source fixes it, else by seed. */
    interface Splitter {
        Split by(int seed);
    }

    /** The test set may lack blocks that the training set has. */
    record Split(TrainingSet train, TrainingSet test) {}

    /**
     * A value of a reference.
     *
     * @param metric {@code ACC} or {@code C}
     */
    record Golden(String model, String metric, double value) {}

    /** Of a split that the source fixes. */
    static Dataset fixed(String name, TrainingSet train, TrainingSet test, List<String> notes, List<Golden> golden) {
        Split split = new Split(train, test);
        return new Dataset(name, seed -> split, notes, golden);
    }
}
