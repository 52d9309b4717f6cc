package io.anamnesis.web.ingest.imaging.pixel;

/** JPEG-LS, lossless or near-lossless: the marker segments of ITU-T T.87 annex C. */
final class JpegLsFrame {
    private static final int START_OF_LS = 0xf7;
    private static final int PRESET_PARAMETERS = 0xf8;

    private final JpegMarkers markers;
    private final PixelFormat format;
    private final int[] preset = new int[5];
    private int precision;
    private int[] componentIds = {};
    private int[][] planes = {};

    private JpegLsFrame(byte[] stream, PixelFormat format) {
        this.markers = new JpegMarkers(stream);
        this.format = format;
    }

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        JpegLsFrame frame = new JpegLsFrame(stream, format);
        frame.read();
        Samples.put(frame.planes, format, target, from);
    }

    private void read() {
        int scanned = 0;
        for (int marker = markers.next(); marker != JpegMarkers.END_OF_IMAGE; marker = markers.next()) {
            int content = markers.segment();
            switch (marker) {
                case START_OF_LS -> frame(content);
                case PRESET_PARAMETERS -> preset(content);
                case JpegMarkers.RESTART_INTERVAL ->
                    throw new UnusablePixels("restarts-not-decoded", "JPEG-LS with restart markers is not decoded");
                case JpegMarkers.START_OF_SCAN -> scanned += scan(content);
                default -> {
                    // application data and comments
                }
            }
        }
        if (scanned == 0 || scanned < componentIds.length) {
            throw new UnusablePixels("truncated-pixels", "the frame lacks the scan of a component");
        }
    }

    private void frame(int content) {
        precision = markers.byteAt(content);
        Samples.check(format, markers.shortAt(content + 1), markers.shortAt(content + 3), markers.byteAt(content + 5));
        if (precision < 2 || precision > 16) {
            throw new UnusablePixels("malformed-pixels", "a sample has 2 to 16 bits");
        }
        componentIds = new int[format.samples()];
        for (int i = 0; i < componentIds.length; i++) {
            componentIds[i] = markers.byteAt(content + 6 + 3 * i);
        }
        planes = new int[componentIds.length][(int) format.pixelsPerFrame()];
    }

    private void preset(int content) {
        if (markers.byteAt(content) != 1) {
            throw new UnusablePixels("malformed-pixels", "a preset segment is not one of coding parameters");
        }
        for (int i = 0; i < preset.length; i++) {
            preset[i] = markers.shortAt(content + 1 + 2 * i);
        }
    }

    private int scan(int content) {
        int count = markers.byteAt(content);
        if (count == 0 || count > planes.length) {
            throw new UnusablePixels("malformed-pixels", "a scan has no component, or more than its frame");
        }
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

    private int component(int id) {
        for (int i = 0; i < componentIds.length; i++) {
            if (componentIds[i] == id) {
                return i;
            }
        }
        throw new UnusablePixels("malformed-pixels", "a scan names a component that its frame lacks");
    }
}
