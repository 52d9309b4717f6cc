package io.anamnesis.sharding.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A split into parts in which each class, or each of event and censoring, keeps its proportion to one patient. */
public final class Folds {
    private final int[] part;
    private final int parts;

    private Folds(int[] part, int parts) {
        this.part = part;
        this.parts = parts;
    }

    /** Deals each stratum out in a random order. */
    public static Folds of(Labels labels, int parts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, List<Integer>> strata = new TreeMap<>();
        for (int row = 0; row < labels.size(); row++) {
            strata.computeIfAbsent(labels.stratum(row), s -> new ArrayList<>()).add(row);
        }
        int[] part = new int[labels.size()];
        int next = 0;
        for (List<Integer> stratum : strata.values()) {
            for (int i = stratum.size() - 1; i >= 0; i--) {
                // Fisher and Yates, each one dealt out as it is drawn
                int drawn = random.nextInt(i + 1);
                part[stratum.get(drawn)] = next++ % parts;
                stratum.set(drawn, stratum.get(i));
            }
        }
        return new Folds(part, parts);
    }

    /** The same parts of rows of which several may be of one patient: each is where its patient is. */
    Folds ofOwners(int[] owners) {
        return new Folds(Arrays.stream(owners).map(owner -> part[owner]).toArray(), parts);
    }

    /** How many parts there are. */
    public int parts() {
        return parts;
    }

    /** The rows of a part, ascending. */
    public int[] within(int wanted) {
        return IntStream.range(0, part.length)
                .filter(row -> part[row] == wanted)
                .toArray();
    }

    /** All others, ascending. */
    public int[] outside(int unwanted) {
        return IntStream.range(0, part.length)
                .filter(row -> part[row] != unwanted)
                .toArray();
    }
}
