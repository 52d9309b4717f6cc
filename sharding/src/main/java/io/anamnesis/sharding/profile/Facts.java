package io.anamnesis.sharding.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.sharding.profile.modality.Fact;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the fold keeps of every accepted message, in columns and without an object a message: a patient has them by the hundred
 * thousand, they never go, and each object among them would be copied and looked at by one collection of garbage after the other.
 * A message is known by its place, counted from 0 in the order in which they were added.
 */
final class Facts {
    private static final int LEAST = 4;
    /** Of this process, so that nobody outside can choose ids that fall together. */
    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private int size;
    /** Ids one behind the other, a byte a character. */
    private byte[] text = new byte[LEAST * Long.BYTES];

    private int[] ends = new int[LEAST];
    private long[] issuedAt = new long[LEAST];
    private long[] seqs = new long[LEAST];
    private long[] hashes = new long[LEAST];
    /** Places by the hash of their ids, each one higher; a length of two to some power, at most half full. */
    private int[] table = new int[4 * LEAST];

    int size() {
        return size;
    }

    /**
     * Takes what is not known yet.
     *
     * @param id of the form of a {@link MessageId}
     * @return its place; where the id is known, the place of that as {@code -place - 1}, and nothing was added
     */
    int add(String id, long issuedAtEpochMillis, long seq, long contentHash) {
        int slot = slot(id);
        if (table[slot] != 0) {
            return -table[slot];
        }
        makeRoom(id.length());
        int end = start(size);
        for (int i = 0; i < id.length(); i++) {
            text[end++] = (byte) id.charAt(i);
        }
        ends[size] = end;
        issuedAt[size] = issuedAtEpochMillis;
        seqs[size] = seq;
        hashes[size] = contentHash;
        size++;
        table[slot] = size;
        if (2 * size > table.length) {
            spread();
        }
        return size - 1;
    }

    /** The place of an id, or -1. */
    int place(String id) {
        return table[slot(id)] - 1;
    }

    String id(int place) {
        int start = start(place);
        return new String(text, start, ends[place] - start, US_ASCII);
    }

    long issuedAtEpochMillis(int place) {
        return issuedAt[place];
    }

    long seq(int place) {
        return seqs[place];
    }

    long contentHash(int place) {
        return hashes[place];
    }

    /** The fact as an object. */
    Fact fact(int place) {
        return new Fact(id(place), issuedAt[place], seqs[place], hashes[place]);
    }

    /** Whether the fact holds against another about the same thing, by the order of {@link Fact#holdsAgainst}. */
    boolean holdsAgainst(int place, int other) {
        if (issuedAt[place] != issuedAt[other]) {
            return issuedAt[place] > issuedAt[other];
        }
        // a byte a character: the order of bytes is that of strings
        return Arrays.compare(text, start(place), ends[place], text, start(other), ends[other]) >= 0;
    }

    private int start(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    private void makeRoom(int length) {
        if (size == ends.length) {
            int capacity = size + Math.max(LEAST, size >> 2);
            ends = Arrays.copyOf(ends, capacity);
            issuedAt = Arrays.copyOf(issuedAt, capacity);
            seqs = Arrays.copyOf(seqs, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
        }
        int needed = Math.addExact(start(size), length);
        if (needed > text.length) {
            text = Arrays.copyOf(text, needed + (needed >> 2));
        }
    }

    /** Where the table has the id, or would have it. */
    private int slot(String id) {
        int slot = slotOf(hash(id));
        while (table[slot] != 0 && !is(id, table[slot] - 1)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private int slotOf(long hash) {
        return (int) (hash >>> 32) & (table.length - 1);
    }

    private boolean is(String id, int place) {
        int start = start(place);
        if (ends[place] - start != id.length()) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (text[start + i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static long hash(String id) {
        long hash = SEED;
        for (int i = 0; i < id.length(); i++) {
            hash = mixed(hash, id.charAt(i));
        }
        return hash;
    }

    private static long mixed(long hash, int character) {
        long product = (hash ^ character) * FACTOR;
        return product ^ (product >>> 32);
    }

    private void spread() {
        table = new int[2 * table.length];
        for (int place = 0; place < size; place++) {
            long hash = SEED;
            for (int i = start(place); i < ends[place]; i++) {
                hash = mixed(hash, text[i]);
            }
            int slot = slotOf(hash);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = place + 1;
        }
    }
}
