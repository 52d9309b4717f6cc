package io.anamnesis.web.ingest.imaging.pixel;

/** The bits of a JPEG-LS scan (ITU-T T.87 section A.1): behind a byte FF the next has only seven. */
final class LsBits {
    private final byte[] stream;
    private int at;
    private int current;
    private int left;

    LsBits(byte[] stream, int at) {
        this.stream = stream;
        this.at = at;
    }

    int bit() {
        if (left == 0) {
            boolean stuffed = current == 0xff;
            current = stream[at] & 0xff;
            if (stuffed && current > 0x7f) {
                throw new UnusablePixels("truncated-pixels", "the compressed data end before the image does");
            }
            at++;
            left = stuffed ? 7 : 8;
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

    /** A Golomb code of limited length (section A.5.3). */
    int golomb(int k, int limit, int escapeBits) {
        int zeros = 0;
        while (bit() == 0) {
            zeros++;
            if (zeros > limit) {
                throw new UnusablePixels("malformed-pixels", "a code is longer than its limit");
            }
        }
        return zeros < limit - escapeBits - 1 ? (zeros << k) + bits(k) : bits(escapeBits) + 1;
    }

    int position() {
        return at;
    }
}
