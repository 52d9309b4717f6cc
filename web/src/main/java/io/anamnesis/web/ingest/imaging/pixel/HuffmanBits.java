package io.anamnesis.web.ingest.imaging.pixel;

/** The bits of a scan (ITU-T T.81 section F.2.2.5): a zero byte is stuffed behind each FF, any other ends the data. */
final class HuffmanBits {
    private final byte[] stream;
    private int at;
    private int current;
    private int left;

    HuffmanBits(byte[] stream, int at) {
        this.stream = stream;
        this.at = at;
    }

    int bit() {
        if (left == 0) {
            current = stream[at] & 0xff;
            at++;
            if (current == 0xff) {
                if (at >= stream.length || stream[at] != 0) {
                    throw new UnusablePixels("truncated-pixels", "the compressed data end before the image does");
                }
                at++;
            }
            left = 8;
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

    /** Passes over the rest of a byte and a restart marker. */
    void restart() {
        left = 0;
        while (at + 1 < stream.length && !((stream[at] & 0xff) == 0xff && (stream[at + 1] & 0xf8) == 0xd0)) {
            at++;
        }
        at += 2;
    }

    int position() {
        return at;
    }
}
