package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.sharding.profile.Change.FrozenWindow;
import io.anamnesis.sharding.profile.Change.Touched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Windows that changed and are not written yet. One that is still open waits here until event time has passed its end.
 * Belongs to the thread of its profile.
 */
public final class DirtyWindows {
    private final Map<FrozenWindow, Touched> dirty = new TreeMap<>();

    /** Closed windows on their way to the store, as they were when they were taken. */
    public static final class Batch {
        private final Map<FrozenWindow, Touched> taken = new TreeMap<>();
        private final List<WindowView> views = new ArrayList<>();

        public List<WindowView> views() {
            return views;
        }
    }

    /** Takes up what a change touched. */
    public void note(Change change) {
        for (Touched touched : change.touched) {
            dirty.put(new FrozenWindow(touched.series().name(), touched.window().start), touched);
        }
    }

    public int size() {
        return dirty.size();
    }

    /** Takes the closed windows out. */
    public Batch takeClosed() {
        Batch batch = new Batch();
        dirty.forEach((key, touched) -> {
            if (touched.series().closed(touched.window())) {
                batch.taken.put(key, touched);
                batch.views.add(ProfileViews.view(touched.series(), touched.window()));
            }
        });
        dirty.keySet().removeAll(batch.taken.keySet());
        return batch;
    }

    /** Puts windows back that were not written; one that changed meanwhile stays as it is. */
    public void putBack(Batch batch) {
        batch.taken.forEach(dirty::putIfAbsent);
    }
}
