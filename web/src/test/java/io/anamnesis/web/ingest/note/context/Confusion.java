package io.anamnesis.web.ingest.note.context;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts of expected against given classes. */
final class Confusion {
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private int right;
    private int all;

    void add(String expected, String given) {
        counts.computeIfAbsent(expected, each -> new TreeMap<>()).merge(given, 1, Integer::sum);
        right += expected.equals(given) ? 1 : 0;
        all++;
    }

    double accuracy() {
        return (double) right / all;
    }

    int all() {
        return all;
    }

    private int count(String expected, String given) {
        return counts.getOrDefault(expected, Map.of()).getOrDefault(given, 0);
    }

    private int given(String name) {
        return counts.values().stream()
                .mapToInt(each -> each.getOrDefault(name, 0))
                .sum();
    }

    private int expected(String name) {
        return counts.getOrDefault(name, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    double precision(String name) {
        return given(name) == 0 ? 0 : (double) count(name, name) / given(name);
    }

    double recall(String name) {
        return expected(name) == 0 ? 0 : (double) count(name, name) / expected(name);
    }

    double f1(String name) {
        double sum = precision(name) + recall(name);
        return sum == 0 ? 0 : 2 * precision(name) * recall(name) / sum;
    }

    String table(String title) {
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "%s: accuracy %.4f (%d of %d)%n", title, accuracy(), right, all));
        for (String name : counts.keySet()) {
            table.append(String.format(
                    Locale.ROOT,
                    "  %-14s n %4d  precision %.4f  recall %.4f  F1 %.4f%n",
                    name,
                    expected(name),
                    precision(name),
                    recall(name),
                    f1(name)));
        }
        return table.toString();
    }
}
