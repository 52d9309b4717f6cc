package io.anamnesis.node.evaluate;

import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which modalities can be all that is there. */
final class Patterns {
    private static final int MOST_BLOCKS = 5;

    private Patterns() {}

    /**
     * The same patients with some of their blocks only, for every choice among the blocks that anyone has but all of them; whoever would
     * have nothing is left out. The least blocks come first. None where there are more than {@value #MOST_BLOCKS} blocks.
     */
    static Map<String, TrainingSet> of(TrainingSet set) {
        int[] there = IntStream.range(0, set.blocks().size())
                .filter(block -> IntStream.range(0, set.size()).anyMatch(row -> set.patient(row)[block] != null))
                .toArray();
        Map<String, TrainingSet> patterns = new LinkedHashMap<>();
        if (there.length > MOST_BLOCKS) {
            return patterns;
        }
        int all = (1 << there.length) - 1;
        IntStream.range(1, all)
                .boxed()
                .sorted((a, b) -> Integer.bitCount(a) - Integer.bitCount(b))
                .forEach(choice -> add(patterns, set, there, choice));
        return patterns;
    }

    private static void add(Map<String, TrainingSet> patterns, TrainingSet set, int[] there, int choice) {
        boolean[] kept = new boolean[set.blocks().size()];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < there.length; i++) {
            if ((choice >> i & 1) == 1) {
                kept[there[i]] = true;
                names.add(set.blocks().get(there[i]).name());
            }
        }
        int[] having = IntStream.range(0, set.size())
                .filter(row -> Arrays.stream(there).anyMatch(block -> kept[block] && set.patient(row)[block] != null))
                .toArray();
        boolean[][] each = new boolean[having.length][];
        Arrays.fill(each, kept);
        if (having.length > 0) {
            patterns.put(String.join(" + ", names), set.keeping(having, each));
        }
    }
}
