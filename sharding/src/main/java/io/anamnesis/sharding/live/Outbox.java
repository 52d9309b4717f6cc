package io.anamnesis.sharding.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a node has to say to one cohort: one report is on its way at a time, and is sent again until it was heard, so that reports count
 * in the order in which things were found. Guarded by the watch.
 */
final class Outbox {
    /** A report. */
    record Parcel(String session, long number, List<ReportItem> items) {}

    private final int itemsAReport;
    private final int most;
    private final Deque<ReportItem> waiting = new ArrayDeque<>();
    private String session = newSession();
    private long number;
    private int weight;
    private @Nullable Parcel flying;
    private long sentNanos;

    /**
     * Begins with nothing to say.
     *
     * @param itemsAReport patients in one report
     * @param most patients that wait
     */
    Outbox(int itemsAReport, int most) {
        this.itemsAReport = itemsAReport;
        this.most = most;
    }

    private static String newSession() {
        return UUID.randomUUID().toString();
    }

    String session() {
        return session;
    }

    /** Adds something; false where more waits than may: the session is to be begun anew. */
    boolean add(ReportItem item) {
        waiting.add(item);
        weight += weight(item);
        return weight <= most || item instanceof ReportItem.Claim || item instanceof ReportItem.Present;
    }

    private static int weight(ReportItem item) {
        return item instanceof ReportItem.Present present ? present.patients().size() + 1 : 1;
    }

    /** Forgets everything and begins a session that no one has heard of. */
    void restart() {
        waiting.clear();
        weight = 0;
        flying = null;
        number = 0;
        session = newSession();
    }

    /** The next report to send; null where one is on its way, or nothing is to be said. */
    @Nullable
    Parcel next(long nowNanos) {
        if (flying != null || waiting.isEmpty()) {
            return null;
        }
        List<ReportItem> items = new ArrayList<>();
        int patients = 0;
        ReportItem item = waiting.peek();
        while (item != null && (items.isEmpty() || patients + weight(item) <= itemsAReport)) {
            items.add(waiting.remove());
            patients += weight(item);
            item = waiting.peek();
        }
        weight -= patients;
        flying = new Parcel(session, ++number, List.copyOf(items));
        sentNanos = nowNanos;
        return flying;
    }

    /** The report on its way, where it was sent so long ago that it is to be sent again. */
    @Nullable
    Parcel overdue(long nowNanos, long afterNanos) {
        if (flying == null || nowNanos - sentNanos < afterNanos) {
            return null;
        }
        sentNanos = nowNanos;
        return flying;
    }

    /** The number of the session's last report that was heard; 0 before the first. */
    long heard() {
        return flying == null ? number : number - 1;
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    boolean isFlying() {
        return flying != null;
    }

    /** Whether a claim of the slice is still to be heard. */
    boolean claims(int slice) {
        ReportItem.Claim claim = new ReportItem.Claim(slice);
        Parcel known = flying;
        return waiting.contains(claim) || (known != null && known.items().contains(claim));
    }

    /** Lets go of what was found of a slice since a claim that has not been sent: the slice is somebody else's before it was this node's. */
    void dropUnsent(int slice) {
        if (waiting.contains(new ReportItem.Claim(slice))) {
            waiting.removeIf(item -> item.slice() == slice);
            weight = waiting.stream().mapToInt(Outbox::weight).sum();
        }
    }

    /** The report was heard. */
    void heard(String heardSession, long heardNumber) {
        Parcel known = flying;
        if (known != null && known.session().equals(heardSession) && known.number() == heardNumber) {
            flying = null;
        }
    }
}
