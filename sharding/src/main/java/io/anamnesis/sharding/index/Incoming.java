package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.column.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What has come for the content and is not in it: the newest digest of each patient, slices that left. Guarded by the index's lock. */
final class Incoming {
    private static final int DIGESTS_A_TURN = 512;

    private final Map<PatientId, Digest> digests = new LinkedHashMap<>();
    private final Set<Integer> removed = new HashSet<>();
    private final Set<Integer> ready = new LinkedHashSet<>();

    void add(Digest digest) {
        digests.merge(digest.patient(), digest, (one, other) -> other.supersedes(one) ? other : one);
    }

    /** All digests of a slice that were stored have been added. */
    void ready(int slice) {
        ready.add(slice);
    }

    /** The slice left: what came of it is of no use, what comes from now on is of its next stay. */
    void remove(int slice) {
        removed.add(slice);
        ready.remove(slice);
        digests.values().removeIf(digest -> digest.slice() == slice);
    }

    int size() {
        return digests.size();
    }

    boolean isEmpty() {
        return digests.isEmpty() && removed.isEmpty() && ready.isEmpty();
    }

    /** The next few. */
    Turn turn() {
        List<Digest> some = new ArrayList<>();
        Iterator<Digest> next = digests.values().iterator();
        while (next.hasNext() && some.size() < DIGESTS_A_TURN) {
            some.add(next.next());
            next.remove();
        }
        boolean more = !digests.isEmpty();
        // whoever listens is told that a slice is ready when all that was loaded is in
        List<Integer> readySlices = more ? List.of() : List.copyOf(ready);
        readySlices.forEach(ready::remove);
        Turn turn = new Turn(Set.copyOf(removed), some, readySlices, more);
        removed.clear();
        return turn;
    }

    /** What is taken in at once. */
    record Turn(Set<Integer> removed, List<Digest> digests, List<Integer> ready, boolean more) {
        /** Under the content's write lock. */
        void take(IndexContent content, @Nullable IndexListener listener) {
            Map<Integer, RoaringBitmap> ended = new HashMap<>();
            removed.forEach(slice -> ended.put(slice, content.removeSlice(slice)));
            List<Change> changes = new ArrayList<>();
            for (Digest digest : digests) {
                Change change = content.apply(digest);
                if (change != null) {
                    changes.add(change);
                }
            }
            if (listener != null) {
                ended.forEach(listener::ended);
                if (!changes.isEmpty()) {
                    listener.taken(changes);
                }
                ready.forEach(listener::ready);
            }
        }
    }
}
