package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sets of ints by a small number. Most hold one or two members (a study has one patient), so that few members are a sorted array, and
 * only more are a bitmap.
 */
final class Postings {
    private static final int MOST_LISTED = 16;

    private @Nullable Object[] sets = new Object[64];

    boolean contains(int id, int member) {
        Object set = at(id);
        if (set instanceof int[] list) {
            return Arrays.binarySearch(list, member) >= 0;
        }
        return set != null && ((RoaringBitmap) set).contains(member);
    }

    int cardinality(int id) {
        Object set = at(id);
        if (set instanceof int[] list) {
            return list.length;
        }
        return set == null ? 0 : ((RoaringBitmap) set).getCardinality();
    }

    boolean isEmpty(int id) {
        return at(id) == null;
    }

    void orInto(int id, RoaringBitmap target) {
        Object set = at(id);
        if (set instanceof int[] list) {
            target.add(list);
        } else if (set != null) {
            target.or((RoaringBitmap) set);
        }
    }

    /** The set; not to be changed. */
    RoaringBitmap bitmap(int id) {
        Object set = at(id);
        if (set instanceof int[] list) {
            return RoaringBitmap.bitmapOf(list);
        }
        return set == null ? new RoaringBitmap() : (RoaringBitmap) set;
    }

    void add(int id, int member) {
        if (id >= sets.length) {
            sets = Arrays.copyOf(sets, Math.max(id + 1, sets.length + (sets.length >> 1)));
        }
        Object set = sets[id];
        if (set == null) {
            sets[id] = new int[] {member};
        } else if (set instanceof int[] list) {
            int at = Arrays.binarySearch(list, member);
            if (at < 0) {
                sets[id] = list.length < MOST_LISTED ? inserted(list, -at - 1, member) : bitmapOf(list, member);
            }
        } else {
            ((RoaringBitmap) set).add(member);
        }
    }

    private static int[] inserted(int[] list, int at, int member) {
        int[] longer = new int[list.length + 1];
        System.arraycopy(list, 0, longer, 0, at);
        longer[at] = member;
        System.arraycopy(list, at, longer, at + 1, list.length - at);
        return longer;
    }

    private static RoaringBitmap bitmapOf(int[] list, int member) {
        RoaringBitmap bitmap = RoaringBitmap.bitmapOf(list);
        bitmap.add(member);
        return bitmap;
    }

    void remove(int id, int member) {
        Object set = at(id);
        if (set instanceof int[] list) {
            int at = Arrays.binarySearch(list, member);
            if (at >= 0) {
                sets[id] = list.length == 1 ? null : removed(list, at);
            }
        } else if (set != null) {
            RoaringBitmap bitmap = (RoaringBitmap) set;
            bitmap.remove(member);
            if (!bitmap.cardinalityExceeds(MOST_LISTED / 2)) {
                sets[id] = bitmap.isEmpty() ? null : bitmap.toArray();
            }
        }
    }

    private static int[] removed(int[] list, int at) {
        int[] shorter = new int[list.length - 1];
        System.arraycopy(list, 0, shorter, 0, at);
        System.arraycopy(list, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }

    private @Nullable Object at(int id) {
        return id < sets.length ? sets[id] : null;
    }

    long bytes() {
        long bytes = Heap.array(sets.length, 4);
        for (Object set : sets) {
            if (set instanceof int[] list) {
                bytes += Heap.array(list.length, 4);
            } else if (set != null) {
                bytes += Heap.bitmap((RoaringBitmap) set);
            }
        }
        return bytes;
    }
}
