package io.anamnesis.sharding.similarity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who is linked with whom in a graph of slots: in a layer of all, and for ever fewer of them in layers above it (Malkov and Yashunin 2018).
 *
 * <p>A slot's list is written by whoever holds its {@link #lock}, and read by anyone without: who reads while it is written may see
 * some of the old neighbours and some of the new, each of which is or was one. What was done before a slot was written into a list is
 * seen by whoever reads it there.
 */
final class GraphLinks {
    /** Nothing is linked yet. */
    static final long NOWHERE = -1;

    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK = 1 << CHUNK_SHIFT;
    private static final int LAYERS = 16;
    private static final int LOCKS = 1 << 10;
    /** Of an entry in a map of the layers above, beside its list, about. */
    private static final int ENTRY_BYTES = 72;

    private final int room;
    private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();
    private final List<ConcurrentHashMap<Integer, int[]>> above = IntStream.range(1, LAYERS)
            .mapToObj(layer -> new ConcurrentHashMap<Integer, int[]>())
            .toList();
    /** Of each slot how many neighbours it has, and they. */
    private volatile int[][] chunks = new int[0][];

    private volatile long entry = NOWHERE;

    /** @param room most neighbours in a list */
    GraphLinks(int room) {
        this.room = room;
    }

    int room() {
        return room;
    }

    /** Where every way begins, the only slot of its layer or one of its first: {@link #layer} and {@link #slot} of it; or {@link #NOWHERE}. */
    long entry() {
        return entry;
    }

    static int layer(long entry) {
        return (int) (entry >> Integer.SIZE);
    }

    static int slot(long entry) {
        return (int) entry;
    }

    /** Every way begins at this slot now if it is on a higher layer than the one before. */
    synchronized void enterAt(int slot, int layer) {
        if (entry == NOWHERE || layer > layer(entry)) {
            entry = (long) layer << Integer.SIZE | slot;
        }
    }

    /**
     * The highest layer that a slot is on: the same each time, and one in {@code degree} of those on a layer is on the next.
     */
    static int highest(int slot, int degree) {
        // the finaliser of SplitMix64, whose bits all depend on all of the slot's
        long bits = (slot + 1L) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        double chance = ((bits ^ bits >>> 31) >>> 11) * 0x1p-53;
        return Math.min(LAYERS - 1, (int) (-Math.log(1 - chance) / Math.log(degree)));
    }

    /** Past the last slot that there is room for. */
    int end() {
        return chunks.length << CHUNK_SHIFT;
    }

    /**
     * The neighbours of a slot.
     *
     * @param into has room for all
     * @return how many they are
     */
    int read(int layer, int slot, int[] into) {
        if (layer > 0) {
            int[] list = above.get(layer - 1).get(slot);
            if (list == null) {
                return 0;
            }
            System.arraycopy(list, 0, into, 0, list.length);
            return list.length;
        }
        int[] chunk = chunks[slot >>> CHUNK_SHIFT];
        int from = from(slot);
        int count = (int) INTS.getAcquire(chunk, from);
        for (int i = 0; i < count; i++) {
            into[i] = (int) INTS.getAcquire(chunk, from + 1 + i);
        }
        return count;
    }

    /** To be held by whoever writes a slot's list. */
    Object lock(int slot) {
        return locks.get(slot & (LOCKS - 1));
    }

    /** Writes a list of at most {@link #room}. */
    void write(int layer, int slot, int[] neighbours, int count) {
        if (layer > 0) {
            above.get(layer - 1).put(slot, Arrays.copyOf(neighbours, count));
            return;
        }
        int[] chunk = chunk(slot);
        int from = from(slot);
        for (int i = 0; i < count; i++) {
            INTS.setRelease(chunk, from + 1 + i, neighbours[i]);
        }
        INTS.setRelease(chunk, from, count);
    }

    /** What this takes of the heap, bytes, about. */
    long bytes() {
        long upper = above.stream()
                .mapToLong(layer -> layer.size() * (ENTRY_BYTES + (long) room * Integer.BYTES))
                .sum();
        return (long) chunks.length * CHUNK * (room + 1) * Integer.BYTES + upper;
    }

    private int from(int slot) {
        return (slot & (CHUNK - 1)) * (room + 1);
    }

    private int[] chunk(int slot) {
        int chunk = slot >>> CHUNK_SHIFT;
        if (chunk >= chunks.length) {
            grow(chunk + 1);
        }
        return chunks[chunk];
    }

    private synchronized void grow(int length) {
        if (length <= chunks.length) {
            return;
        }
        int[][] all = Arrays.copyOf(chunks, length);
        for (int i = chunks.length; i < length; i++) {
            all[i] = new int[CHUNK * (room + 1)];
        }
        chunks = all;
    }
}
