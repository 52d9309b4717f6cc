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
        long hash = OFFSET ^ bytes.length;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
