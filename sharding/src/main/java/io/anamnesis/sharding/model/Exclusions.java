package io.anamnesis.sharding.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Beginnings of names of numbers that a model must not look at. One that no number has is a mistake that nobody would notice: the model would
 * look at what it was not to.
 */
final class Exclusions {
    private static final int NEAREST = 3;

    private Exclusions() {}

    /**
     * Looks whether each means something.
     *
     * @param names of all numbers that any patient has
     * @throws TrainingStopped where no number begins so, with the names that are nearest
     */
    static void check(List<String> beginnings, Collection<String> names) throws TrainingStopped {
        List<String> wrong = new ArrayList<>();
        for (String beginning : beginnings) {
            if (names.stream().noneMatch(name -> name.startsWith(beginning))) {
                wrong.add("no number begins with '" + beginning + "', the nearest are "
                        + String.join(", ", nearest(beginning, names)));
            }
        }
        if (!wrong.isEmpty()) {
            throw new TrainingStopped(
                    String.join("; ", wrong) + ": nothing would be excluded by that, so nothing was learned");
        }
    }

    /** The names that need the fewest changes at their beginning. */
    static List<String> nearest(String beginning, Collection<String> names) {
        record Near(String name, int changes) {}
        return names.stream()
                .map(name -> new Near(name, changes(beginning, name)))
                .sorted(Comparator.comparingInt(Near::changes).thenComparing(Near::name))
                .limit(NEAREST)
                .map(Near::name)
                .toList();
    }

    /**
     * Characters to change, add or leave out until the name begins so: the distance of Levenshtein (1966, Sov Phys Dokl 10) to the nearest
     * beginning of the name.
     */
    static int changes(String beginning, String name) {
        int[] before = new int[name.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= beginning.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int change = beginning.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        int fewest = before[0];
        for (int each : before) {
            fewest = Math.min(fewest, each);
        }
        return fewest;
    }
}
