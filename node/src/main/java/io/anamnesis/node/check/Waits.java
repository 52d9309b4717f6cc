package io.anamnesis.node.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long each of some patients was away. */
final class Waits {
    private final List<Long> millis = new ArrayList<>();

    void add(long waitedMillis) {
        millis.add(waitedMillis);
    }

    void add(Waits others) {
        millis.addAll(others.millis);
    }

    int count() {
        return millis.size();
    }

    /** By nearest rank, in milliseconds; 0 where nobody waited. */
    long quantile(double share) {
        if (millis.isEmpty()) {
            return 0;
        }
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    @Override
    public String toString() {
        return millis.isEmpty()
                ? "nobody"
                : String.format(
                        Locale.ROOT,
                        "%d patients, p50 %s, p99 %s, longest %s",
                        count(),
                        seconds(quantile(0.5)),
                        seconds(quantile(0.99)),
                        seconds(quantile(1)));
    }
}
