package io.anamnesis.sharding.quality;

import io.anamnesis.sharding.client.QualityDesk.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each rule was met and not, by source, since this node started. Sources beyond {@value #MOST_SOURCES} are counted
 * together: their names come from outside.
 */
final class QualityCounts {
    /** Source systems that are told apart. */
    static final int MOST_SOURCES = 256;

    /** The name under which the others stand. */
    static final String OTHER_SOURCES = "(other)";

    private record Key(String rule, String source) {}

    private static final class Sums {
        private final LongAdder passed = new LongAdder();
        private final LongAdder failed = new LongAdder();
    }

    private final Map<Key, Sums> sums = new ConcurrentHashMap<>();
    private final Map<String, Boolean> sources = new ConcurrentHashMap<>();

    void count(String rule, String source, boolean passed) {
        String known = sources.containsKey(source) || sources.size() < MOST_SOURCES ? source : OTHER_SOURCES;
        sources.put(known, true);
        Sums of = sums.computeIfAbsent(new Key(rule, known), key -> new Sums());
        (passed ? of.passed : of.failed).increment();
    }

    /** All counts, by rule and source. */
    List<Count> all() {
        List<Count> all = new ArrayList<>();
        sums.forEach((key, of) -> all.add(new Count(key.rule(), key.source(), of.passed.sum(), of.failed.sum())));
        all.sort(Comparator.comparing(Count::rule).thenComparing(Count::source));
        return all;
    }
}
