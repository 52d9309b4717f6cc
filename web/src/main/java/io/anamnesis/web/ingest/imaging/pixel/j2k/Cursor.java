package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** Reads big-endian numbers from a stretch of bytes; to read past its end is an error that names the byte. */
final class Cursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** From one index to in front of another. */
    Cursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int u8() {
        require(1);
        int value = bytes[at] & 0xff;
        at++;
        return value;
    }

    int u16() {
        int high = u8();
        return high << 8 | u8();
    }

    long u32() {
        long high = u16();
        return high << 16 | u16();
    }

    /** Whether this marker comes next; it is passed where it does. */
    boolean passes(int marker) {
        boolean here = left() >= 2 && (bytes[at] & 0xff) == marker >> 8 && (bytes[at + 1] & 0xff) == (marker & 0xff);
        at += here ? 2 : 0;
        return here;
    }

    void skip(int count) {
        require(count);
        at += count;
    }

    /** The next so many bytes, which are passed. */
    Cursor part(int count) {
        skip(count);
        return new Cursor(bytes, at - count, at);
    }

    /** The next bytes as far as there are so many. */
    Cursor atMost(long count) {
        return part((int) Math.min(count, left()));
    }

    private void require(int count) {
        if (count < 0 || count > left()) {
            throw UnusableCodestream.truncated(
                    "at byte " + at + " " + count + " bytes are needed and " + left() + " are there");
        }
    }
}
