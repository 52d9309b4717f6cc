package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** The bits of passes that bypass the arithmetic decoder (D.6): behind a byte FF the next has only seven; behind the last come ones. */
final class RawBits {
    private byte[] bytes = {};
    private int end;
    private int at;
    private int current;
    private int left;

    /** From the first byte on. */
    void begin(byte[] segment, int length) {
        bytes = segment;
        end = length;
        at = 0;
        current = 0;
        left = 0;
    }

    int bit() {
        if (left == 0) {
            left = current == 0xff ? 7 : 8;
            current = at < end ? bytes[at] & 0xff : 0xff;
            at++;
        }
        left--;
        return current >> left & 1;
    }
}
