package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Patients who are identical in every block. */
final class Duplicates {
    private Duplicates() {}

    /**
     * The training rows that may be learned from: none that also stands in the test set, of rows that agree in their class the
     * first, of rows that don't none.
     */
    static int[] kept(TrainingSet train, TrainingSet test) {
        Set<List<Integer>> tested = new HashSet<>();
        for (int row = 0; row < test.size(); row++) {
            tested.add(features(test, row));
        }
        ClassLabels labels = (ClassLabels) train.labels();
        List<List<Integer>> rows = IntStream.range(0, train.size())
                .mapToObj(row -> features(train, row))
                .toList();
        return IntStream.range(0, train.size())
                .filter(row -> !tested.contains(rows.get(row)))
                .filter(row -> rows.indexOf(rows.get(row)) == row)
                .filter(row -> IntStream.range(0, rows.size())
                        .filter(other -> rows.get(other).equals(rows.get(row)))
                        .allMatch(other -> labels.at(other) == labels.at(row)))
                .toArray();
    }

    /** A hash a block: of all blocks together it stands for the row. */
    private static List<Integer> features(TrainingSet set, int row) {
        return Stream.of(set.patient(row)).map(Arrays::hashCode).toList();
    }
}
