package io.anamnesis.protocol.wire;

/**
 * A stable 64-bit hash of bytes: FNV-1a (Fowler, Noll, Vo), then the finaliser of MurmurHash3 (Appleby, public domain).
 * Not cryptographic: it tells an honest repeat from an honest mistake.
 */
public final class ContentHash {
    private static final long PRIME = 0x100000001b3L;
    private static final long OFFSET = 0xcbf29ce484222325L;

    private ContentHash() {}

    /** The hash of all the bytes. */
    public static long of(byte[] bytes) {
        return without(bytes, 0, 0);
    }

    /** The hash of the bytes as if those in [from, to) were not there. */
    static long without(byte[] bytes, int from, int to) {
        long hash = OFFSET ^ (bytes.length - (to - from));
        hash = fold(hash, bytes, 0, from);
        hash = fold(hash, bytes, to, bytes.length);
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static long fold(long before, byte[] bytes, int from, int to) {
        long hash = before;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
        }
        return hash;
    }
}
