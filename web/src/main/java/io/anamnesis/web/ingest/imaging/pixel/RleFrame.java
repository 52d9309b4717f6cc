package io.anamnesis.web.ingest.imaging.pixel;

/** Run-length encoding (PS3.5 annex G): a segment for each byte of each sample, the most significant first. */
final class RleFrame {
    private static final int HEADER_BYTES = 64;

    private RleFrame() {}

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        int width = format.bytesPerSample();
        int segments = (int) offset(stream, 0);
        if (segments != width * format.samples()) {
            throw new UnusablePixels(
                    "malformed-pixels",
                    "the image needs " + width * format.samples() + " segments and the frame has " + segments);
        }
        int stride = width * format.samples();
        for (int segment = 0; segment < segments; segment++) {
            int sample = segment / width;
            int significance = width - 1 - segment % width;
            long begin = offset(stream, 4 + 4 * segment);
            long end = segment + 1 < segments ? offset(stream, 8 + 4 * segment) : stream.length;
            if (begin < HEADER_BYTES || end > stream.length || begin > end) {
                throw new UnusablePixels("malformed-pixels", "a segment lies outside its frame");
            }
            int first = from + sample * width + significance;
            unpack(stream, (int) begin, (int) end, target, first, stride, (int) format.pixelsPerFrame());
        }
    }

    /** Macintosh PackBits, as annex G.3.2 has it. */
    private static void unpack(byte[] stream, int begin, int end, byte[] target, int first, int stride, int count) {
        int at = begin;
        int done = 0;
        while (done < count && at < end) {
            int control = stream[at];
            at++;
            if (control >= 0) {
                int literal = Math.min(Math.min(control + 1, count - done), end - at);
                for (int i = 0; i < literal; i++, done++, at++) {
                    target[first + done * stride] = stream[at];
                }
            } else if (control != -128 && at < end) {
                int repeat = Math.min(1 - control, count - done);
                for (int i = 0; i < repeat; i++, done++) {
                    target[first + done * stride] = stream[at];
                }
                at++;
            }
        }
        if (done < count) {
            throw new UnusablePixels("truncated-pixels", "a segment needs " + count + " bytes and gives " + done);
        }
    }

    private static long offset(byte[] stream, int at) {
        return (stream[at] & 0xffL)
                | (stream[at + 1] & 0xffL) << 8
                | (stream[at + 2] & 0xffL) << 16
                | (stream[at + 3] & 0xffL) << 24;
    }
}
