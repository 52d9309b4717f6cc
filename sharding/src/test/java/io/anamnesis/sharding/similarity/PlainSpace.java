package io.anamnesis.sharding.similarity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What a space holds and answers, as one would say it: maps, doubles, and a full sort. */
final class PlainSpace {
    private final SpaceSettings settings;
    private final Map<Integer, List<float[]>> rows = new TreeMap<>();

    PlainSpace(SpaceSettings settings) {
        this.settings = settings;
    }

    void put(int row, List<float[]> vectors) {
        if (vectors.isEmpty()) {
            rows.remove(row);
        } else {
            rows.put(row, new ArrayList<>(vectors.subList(0, Math.min(vectors.size(), settings.vectorsPerRow()))));
        }
    }

    boolean remove(int row) {
        return rows.remove(row) != null;
    }

    boolean has(int row) {
        return rows.containsKey(row);
    }

    double distance(float[] query, int row) {
        return rows.getOrDefault(row, List.of()).stream()
                .mapToDouble(vector -> distance(settings.metric(), query, vector))
                .min()
                .orElseThrow();
    }

    List<Ranked> nearest(float[] query, int k, @Nullable RoaringBitmap filter) {
        return candidates(filter).stream()
                .map(row -> new Ranked(row, distance(query, row)))
                .sorted(Comparator.comparingDouble(Ranked::distance).thenComparingInt(Ranked::row))
                .limit(k)
                .toList();
    }

    List<Integer> candidates(@Nullable RoaringBitmap filter) {
        return rows.keySet().stream()
                .filter(row -> filter == null || filter.contains(row))
                .toList();
    }

    static double distance(Metric metric, float[] a, float[] b) {
        double dot = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squaresOfA += (double) a[i] * a[i];
            squaresOfB += (double) b[i] * b[i];
            squares += Math.pow((double) a[i] - b[i], 2);
        }
        return switch (metric) {
            case COSINE -> 1 - dot / Math.sqrt(squaresOfA * squaresOfB);
            case DOT -> -dot;
            case EUCLIDEAN -> Math.sqrt(squares);
        };
    }

    record Ranked(int row, double distance) {}
}
