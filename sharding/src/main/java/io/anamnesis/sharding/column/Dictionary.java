package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Byte strings and a small number for each; numbers of removed ones are given again. Open addressing with linear probing. */
final class Dictionary {
    static final int ABSENT = -1;

    private static final int FREE = 0;

    private byte[] @Nullable [] keys = new byte[64][];
    private int[] reusable = new int[16];
    private int reusables;
    private int next;
    /** id + 1, or {@link #FREE}; a power of two long, at most half full. */
    private int[] table = new int[128];

    int size() {
        return next - reusables;
    }

    /** One more than the greatest number that was ever given. */
    int end() {
        return next;
    }

    int find(byte[] key) {
        for (int at = home(key); ; at = (at + 1) & (table.length - 1)) {
            if (table[at] == FREE) {
                return ABSENT;
            }
            if (Arrays.equals(keys[table[at] - 1], key)) {
                return table[at] - 1;
            }
        }
    }

    /** The number of a key, which is kept where it is new. */
    int intern(byte[] key) {
        int found = find(key);
        if (found != ABSENT) {
            return found;
        }
        int id = reusables > 0 ? reusable[--reusables] : next++;
        if (id >= keys.length) {
            keys = Arrays.copyOf(keys, keys.length + (keys.length >> 1));
        }
        keys[id] = key;
        if (2 * size() > table.length) {
            grow();
        } else {
            place(id, key);
        }
        return id;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int id = 0; id < next; id++) {
            byte[] key = keys[id];
            if (key != null) {
                place(id, key);
            }
        }
    }

    private void place(int id, byte[] key) {
        int at = home(key);
        while (table[at] != FREE) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = id + 1;
    }

    byte[] key(int id) {
        byte[] key = keys[id];
        if (key == null) {
            throw new IllegalStateException("number " + id + " was removed");
        }
        return key;
    }

    byte @Nullable [] keyOrNull(int id) {
        return keys[id];
    }

    void remove(int id) {
        byte[] key = key(id);
        int at = home(key);
        while (table[at] != id + 1) {
            at = (at + 1) & (table.length - 1);
        }
        close(at);
        keys[id] = null;
        if (reusables == reusable.length) {
            reusable = Arrays.copyOf(reusable, reusables * 2);
        }
        reusable[reusables++] = id;
    }

    /** Moves back what comes after a freed place and was probed past it, so that no gap hides it. */
    private void close(int freed) {
        int mask = table.length - 1;
        int hole = freed;
        table[hole] = FREE;
        for (int at = (hole + 1) & mask; table[at] != FREE; at = (at + 1) & mask) {
            int home = home(key(table[at] - 1));
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                table[hole] = table[at];
                table[at] = FREE;
                hole = at;
            }
        }
    }

    private int home(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & (table.length - 1);
    }

    long bytes() {
        long bytes = Heap.array(keys.length, 4) + Heap.array(reusable.length, 4) + Heap.array(table.length, 4);
        for (byte[] key : keys) {
            bytes += key == null ? 0 : Heap.array(key.length, 1);
        }
        return bytes;
    }
}
