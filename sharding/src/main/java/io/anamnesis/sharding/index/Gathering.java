package io.anamnesis.sharding.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The parts of one answer: each slice from one node only, none twice. One thread. */
final class Gathering {
    private final int slices;
    private final Set<Integer> covered = new HashSet<>();
    private final List<NodePart> parts = new ArrayList<>();
    private long patients;

    Gathering(int slices) {
        this.slices = slices;
    }

    /**
     * Takes a part in, unless it is of slices that somebody answered before: a shard moved between the two answers.
     *
     * @return the slices that the same node is to be asked for again, without the others; none where the part was taken or is of no use
     */
    Set<Integer> take(QueryMessage.Part part) {
        Set<Integer> fresh = new HashSet<>(part.slices());
        fresh.removeAll(covered);
        if (fresh.size() < part.slices().size()) {
            return fresh;
        }
        covered.addAll(fresh);
        if (!fresh.isEmpty()) {
            parts.add(part.part());
            patients += part.patients();
        }
        return Set.of();
    }

    /** Slices that nobody has answered. */
    Set<Integer> missing() {
        Set<Integer> missing = new HashSet<>();
        for (int slice = 0; slice < slices; slice++) {
            if (!covered.contains(slice)) {
                missing.add(slice);
            }
        }
        return missing;
    }

    int covered() {
        return covered.size();
    }

    int of() {
        return slices;
    }

    long patients() {
        return patients;
    }

    List<NodePart> parts() {
        return parts;
    }
}
