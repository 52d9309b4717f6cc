package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** The bits of a packet header: behind a byte FF the next has only seven (B.10.1). */
final class HeaderBits {
    private final Cursor cursor;
    private int current;
    private int left;

    HeaderBits(Cursor cursor) {
        this.cursor = cursor;
    }

    int bit() {
        if (left == 0) {
            left = current == 0xff ? 7 : 8;
            current = cursor.u8();
        }
        left--;
        return current >> left & 1;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Goes to the byte behind the header; a last FF is followed by a stuffed one. */
    void end() {
        if (current == 0xff) {
            cursor.skip(1);
        }
    }
}
