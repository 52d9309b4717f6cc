package io.anamnesis.node.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What queries said of patients, against what was acknowledged. Thread-safe. */
final class FreshnessFigures {
    private final List<Long> nanos = new ArrayList<>();
    private long fresh;
    private long stale;
    private long absent;
    private long notCovered;
    private long unanswered;
    private long partial;

    /** A query was answered. */
    synchronized void answered(long tookNanos, boolean whole) {
        nanos.add(tookNanos);
        if (!whole) {
            partial++;
        }
    }

    /** A patient was in the answer. */
    synchronized void compared(boolean asAcknowledged, boolean whole) {
        if (asAcknowledged) {
            fresh++;
        } else {
            stale++;
        }
    }

    /** A patient was not in an answer that said that it was whole. */
    synchronized void absent() {
        absent++;
    }

    /** A patient was not in an answer that said that something is missing. */
    synchronized void notCovered() {
        notCovered++;
    }

    /** No node answered. */
    synchronized void unanswered(int patients) {
        unanswered += patients;
    }

    synchronized void report(long wanted, List<String> figures, List<String> faults) {
        long all = fresh + stale + absent + notCovered + unanswered;
        figures.add(String.format(
                Locale.ROOT,
                "checks        %,d: %,d as acknowledged, %,d stale, %,d absent from whole answers, %,d where the answer said"
                        + " that it is not whole, %,d unanswered",
                all,
                fresh,
                stale,
                absent,
                notCovered,
                unanswered));
        Collections.sort(nanos);
        figures.add(String.format(
                Locale.ROOT,
                "queries       %,d, %,d not whole, p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                nanos.size(),
                partial,
                at(0.5),
                at(0.99),
                at(1)));
        if (stale > 0 || absent > 0) {
            faults.add(stale + " stale and " + absent + " absent: a query did not see what was acknowledged");
        }
        if (fresh < wanted / 2) {
            faults.add("only " + fresh + " of " + wanted + " checks compared anything: the check has shown little");
        }
    }

    private double at(double share) {
        return nanos.isEmpty() ? Double.NaN : nanos.get((int) Math.ceil(share * (nanos.size() - 1))) / 1e6;
    }
}
