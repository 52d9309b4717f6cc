package io.anamnesis.web.ingest.imaging.pixel;

/** JPEG-LS, lossless or near-lossless: the marker segments of ITU-T T.87 annex C. */
final class JpegLsFrame extends JpegFrame {
    private static final int START_OF_LS = 0xf7;
    private static final int PRESET_PARAMETERS = 0xf8;

    private final int[] preset = new int[5];

    private JpegLsFrame(byte[] stream, PixelFormat format) {
        super(stream, format);
    }

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        new JpegLsFrame(stream, format).decode(target, from);
    }

    @Override
    void segment(int marker, int content) {
        if (marker == START_OF_LS) {
            header(content, 2, 16);
        } else if (marker == PRESET_PARAMETERS) {
            preset(content);
        }
    }

    @Override
    void restart(int interval) {
        throw new UnusablePixels("restarts-not-decoded", "JPEG-LS with restart markers is not decoded");
    }

    private void preset(int content) {
        if (markers.byteAt(content) != 1) {
            throw new UnusablePixels("malformed-pixels", "a preset segment is not one of coding parameters");
        }
        for (int i = 0; i < preset.length; i++) {
            preset[i] = markers.shortAt(content + 1 + 2 * i);
        }
    }

    @Override
    int scan(int content) {
        int count = components(content);
        int[][] scanned = new int[count][];
        for (int i = 0; i < count; i++) {
            scanned[i] = planes[component(markers.byteAt(content + 1 + 2 * i))];
        }
        int near = markers.byteAt(content + 1 + 2 * count);
        int interleave = markers.byteAt(content + 2 + 2 * count);
        if (preset[0] >= 1 << precision || near > Math.min(255, ((1 << precision) - 1) / 2)) {
            throw new UnusablePixels("malformed-pixels", "a coding parameter is out of its range");
        }
        LsBits bits = new LsBits(markers.stream(), markers.end());
        LsScan scan = new LsScan(new LsContexts(precision, near, preset), bits, format.columns(), count);
        if (interleave == 2) {
            scan.pixels(scanned, format.rows());
        } else {
            scan.lines(scanned, format.rows());
        }
        markers.resume(bits.position());
        return count;
    }
}
