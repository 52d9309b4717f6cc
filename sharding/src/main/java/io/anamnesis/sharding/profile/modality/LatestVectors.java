package io.anamnesis.sharding.profile.modality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The vectors of each model, the latest first; of the same moment in the order of their keys. */
public final class LatestVectors {
    private record Candidate(Instant at, String key, Supplier<float[]> vector) {}

    private final Map<String, List<Candidate>> byModel = new HashMap<>();

    /**
     * Adds a vector.
     *
     * @param vector made only where it is among the latest
     */
    public void add(String model, Instant at, String key, Supplier<float[]> vector) {
        byModel.computeIfAbsent(model, each -> new ArrayList<>()).add(new Candidate(at, key, vector));
    }

    /** At most so many of each model; the lists can be changed. */
    public Map<String, List<float[]>> latest(int most) {
        Map<String, List<float[]>> latest = new HashMap<>();
        byModel.forEach((model, all) -> {
            all.sort(Comparator.comparing(Candidate::at).reversed().thenComparing(Candidate::key));
            List<float[]> vectors = new ArrayList<>();
            all.stream().limit(most).forEach(each -> vectors.add(each.vector().get()));
            latest.put(model, vectors);
        });
        return latest;
    }
}
