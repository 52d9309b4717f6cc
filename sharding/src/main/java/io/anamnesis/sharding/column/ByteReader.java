package io.anamnesis.sharding.column;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
    private byte[] bytes;
    private int at;
    private int end;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        at = from;
        end = to;
    }

    int at() {
        return at;
    }

    boolean hasMore() {
        return at < end;
    }

    void moveTo(int place) {
        at = place;
    }

    void skip(int count) {
        at += count;
    }

    int readByte() {
        return bytes[at++] & 0xFF;
    }

    long readLong() {
        byte first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        for (int shift = 7; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    long readSigned() {
        long value = readLong();
        return (value >>> 1) ^ -(value & 1);
    }

    void skipLong() {
        while (bytes[at++] < 0) {
            // the last byte of a number is not negative
        }
    }

    long readFixed(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) (bytes[at++] & 0xFF) << (8 * i);
        }
        return value;
    }
}
