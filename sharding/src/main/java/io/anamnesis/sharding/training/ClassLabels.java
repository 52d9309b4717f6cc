package io.anamnesis.sharding.training;

import java.util.Arrays;
import java.util.List;

/** A class for each patient. */
public final class ClassLabels implements Labels {
    private final int[] classes;
    private final List<String> names;

    /**
     * Copies.
     *
     * @param classes 0 to the number of names − 1
     */
    public ClassLabels(int[] classes, List<String> names) {
        this.classes = classes.clone();
        this.names = List.copyOf(names);
        for (int c : classes) {
            if (c < 0 || c >= names.size()) {
                throw new IllegalArgumentException("a class from 0 to " + (names.size() - 1) + " is needed, got " + c);
            }
        }
    }

    /** The names of the classes. */
    public List<String> names() {
        return names;
    }

    /** A patient's class. */
    public int at(int row) {
        return classes[row];
    }

    /** All classes. */
    public int[] toArray() {
        return classes.clone();
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public ClassLabels rows(int[] rows) {
        return new ClassLabels(Arrays.stream(rows).map(row -> classes[row]).toArray(), names);
    }

    @Override
    public int stratum(int row) {
        return classes[row];
    }
}
