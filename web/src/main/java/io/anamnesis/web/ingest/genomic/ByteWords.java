package io.anamnesis.web.ingest.genomic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time: a marker bit (the highest) in each byte that equals a wanted one. So long rows are gone through without a
 * branch a byte.
 */
public final class ByteWords {
    /** Bytes of a word. */
    public static final int BYTES = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;

    private ByteWords() {}

    /** The eight bytes from {@code at} on; the first is the lowest. */
    public static long at(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** A word of eight such bytes, for {@link #equal}. */
    public static long of(char ascii) {
        return ONES * ascii;
    }

    /** Marks the bytes of {@code word} that equal those of {@code pattern}; exact, also for bytes above 127. */
    public static long equal(long word, long pattern) {
        long different = word ^ pattern;
        return ~(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS);
    }

    /** The number, from 0, of the first byte that is marked; 8 where none is. */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** Whether all bytes of the array's beginning are ASCII. */
    public static boolean isAscii(byte[] bytes, int length) {
        long all = 0;
        int i = 0;
        for (; i + BYTES <= length; i += BYTES) {
            all |= at(bytes, i);
        }
        for (; i < length; i++) {
            all |= bytes[i];
        }
        return (all & ~LOW_BITS) == 0;
    }

    /** Where a byte stands, else {@code to}. */
    public static int find(byte[] bytes, char ascii, int from, int to) {
        long pattern = of(ascii);
        int i = from;
        for (; i + BYTES <= to; i += BYTES) {
            long found = equal(at(bytes, i), pattern);
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && bytes[i] != ascii) {
            i++;
        }
        return i;
    }
}
