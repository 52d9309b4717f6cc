package io.anamnesis.web.ingest.imaging.pixel;

/** Walks over the marker segments of a JPEG stream (ITU-T T.81 annex B). */
final class JpegMarkers {
    static final int END_OF_IMAGE = 0xd9;
    static final int START_OF_SCAN = 0xda;
    static final int RESTART_INTERVAL = 0xdd;
    static final int HUFFMAN_TABLES = 0xc4;

    private final byte[] stream;
    private int at;

    JpegMarkers(byte[] stream) {
        this.stream = stream;
        if (stream.length < 4 || (stream[0] & 0xff) != 0xff || (stream[1] & 0xff) != 0xd8) {
            throw new UnusablePixels("malformed-pixels", "a frame does not begin with a start-of-image marker");
        }
        this.at = 2;
    }

    /** The next marker's second byte; {@link #END_OF_IMAGE} where the stream is over. */
    int next() {
        while (at + 1 < stream.length) {
            int value = stream[at + 1] & 0xff;
            if ((stream[at] & 0xff) == 0xff && value != 0 && value != 0xff && (value < 0xd0 || value > 0xd7)) {
                at += 2;
                return value;
            }
            at++;
        }
        return END_OF_IMAGE;
    }

    /** Goes behind the segment that begins here; returns where its content begins. */
    int segment() {
        int content = at + 2;
        at += Math.max(2, shortAt(at));
        return content;
    }

    /** Where the segment just passed ends: in front of the next marker, or of a scan's data. */
    int end() {
        return at;
    }

    /** Goes on from a place behind a scan's data. */
    void resume(int place) {
        at = place;
    }

    int byteAt(int index) {
        return stream[index] & 0xff;
    }

    int shortAt(int index) {
        return byteAt(index) << 8 | byteAt(index + 1);
    }

    byte[] stream() {
        return stream;
    }
}
