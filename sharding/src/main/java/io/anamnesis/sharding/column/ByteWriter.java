package io.anamnesis.sharding.column;

import java.util.Arrays;

/** Bytes that are being written; numbers take as few as they need (7 bits a byte, least first). */
final class ByteWriter {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void writeByte(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }

    /** Not negative: short where it is small. */
    void writeLong(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    /** Short where it is near zero. */
    void writeSigned(long value) {
        writeLong((value << 1) ^ (value >> 63));
    }

    void writeFixed(long value, int count) {
        for (int i = 0; i < count; i++) {
            writeByte((int) (value >>> (8 * i)));
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }
}
