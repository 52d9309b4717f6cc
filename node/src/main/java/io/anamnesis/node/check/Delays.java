package io.anamnesis.node.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** How long after its acknowledgement a message was seen; zero where it was seen before. */
final class Delays {
    private final List<Long> millis = new ArrayList<>();

    void add(Map<String, Long> acknowledgedAtNanos, Map<String, Long> seenAtNanos) {
        seenAtNanos.forEach((id, seen) -> {
            Long acknowledged = acknowledgedAtNanos.get(id);
            if (acknowledged != null) {
                millis.add(Math.max(0, (seen - acknowledged) / 1_000_000));
            }
        });
    }

    long count() {
        return millis.size();
    }

    @Override
    public String toString() {
        if (millis.isEmpty()) {
            return "nothing was seen";
        }
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return String.format(
                "median %d ms, p99 %d ms, longest %d ms",
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.get(sorted.size() - 1));
    }
}
