package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.feed.ItemChange;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one event changed. */
public final class Change implements ItemChanges {
    /** A window of a series that changed. */
    record Touched(MetricSeries series, Window window) {}

    /** A window whose samples must come back from the journal before a late sample can be placed in it. */
    public record FrozenWindow(String series, long start) implements Comparable<FrozenWindow> {
        @Override
        public int compareTo(FrozenWindow other) {
            int order = series.compareTo(other.series);
            return order != 0 ? order : Long.compare(start, other.start);
        }
    }

    final List<Touched> touched = new ArrayList<>();
    final Set<FrozenWindow> frozen = new TreeSet<>();

    /** Which application of an event this is, counted by the profile. */
    final long tick;

    /** The place of its message among the facts of the profile. */
    final int fact;

    private final List<ItemChange> items = new ArrayList<>();
    private int itemsLeftOut;

    int late;
    int corrected;
    int repeated;

    Change(long tick, int fact) {
        this.tick = tick;
        this.fact = fact;
    }

    @Override
    public void changed(String kind, String key, boolean removed) {
        if (items.size() < FeedFrame.Delta.MAX_ITEMS) {
            items.add(new ItemChange(kind, key, removed));
        } else {
            itemsLeftOut++;
        }
    }

    /** The things that changed, the first of them. */
    List<ItemChange> items() {
        return items;
    }

    /** How many more changed. */
    int itemsLeftOut() {
        return itemsLeftOut;
    }

    /** Samples that arrived for a window that was closed already. */
    public int late() {
        return late;
    }

    /** Samples that replaced another value. */
    public int corrected() {
        return corrected;
    }

    /** Samples that were known. */
    public int repeated() {
        return repeated;
    }

    /** The windows that wait for their samples from the journal; empty nearly always. */
    public Set<FrozenWindow> frozen() {
        return frozen;
    }

    /** Touched windows in the order of series and time. */
    List<Touched> inOrder() {
        List<Touched> ordered = new ArrayList<>(touched);
        ordered.sort(Comparator.comparing((Touched t) -> t.series().name()).thenComparingLong(t -> t.window().start));
        return ordered;
    }
}
