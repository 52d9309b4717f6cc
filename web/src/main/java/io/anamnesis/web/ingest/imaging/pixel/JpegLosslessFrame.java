package io.anamnesis.web.ingest.imaging.pixel;

/** Lossless JPEG with Huffman coding, process 14: ITU-T T.81 annex H. */
final class JpegLosslessFrame {
    private static final int START_OF_LOSSLESS = 0xc3;

    private final JpegMarkers markers;
    private final PixelFormat format;
    private final HuffmanTable[] tables = new HuffmanTable[4];
    private int precision;
    private int[] componentIds = {};
    private int restartInterval;
    private int[][] planes = {};

    private JpegLosslessFrame(byte[] stream, PixelFormat format) {
        this.markers = new JpegMarkers(stream);
        this.format = format;
    }

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        JpegLosslessFrame frame = new JpegLosslessFrame(stream, format);
        frame.read();
        Samples.put(frame.planes, format, target, from);
    }

    private void read() {
        int scanned = 0;
        for (int marker = markers.next(); marker != JpegMarkers.END_OF_IMAGE; marker = markers.next()) {
            int content = markers.segment();
            switch (marker) {
                case JpegMarkers.HUFFMAN_TABLES -> tables(content, markers.end());
                case START_OF_LOSSLESS -> frame(content);
                case JpegMarkers.RESTART_INTERVAL -> restartInterval = markers.shortAt(content);
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

    private void tables(int content, int end) {
        int at = content;
        while (at < end) {
            int id = markers.byteAt(at) & 3;
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = markers.byteAt(at + 1 + i);
                total += counts[i];
            }
            int[] values = new int[total];
            for (int i = 0; i < total; i++) {
                values[i] = markers.byteAt(at + 17 + i);
            }
            tables[id] = new HuffmanTable(counts, values);
            at += 17 + total;
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
            if (markers.byteAt(content + 7 + 3 * i) != 0x11 && componentIds.length > 1) {
                throw new UnusablePixels("subsampled-pixels", "components of different sampling are not decoded");
            }
        }
        planes = new int[componentIds.length][(int) format.pixelsPerFrame()];
    }

    /** Returns how many components it had. */
    private int scan(int content) {
        int count = markers.byteAt(content);
        if (count == 0 || count > planes.length) {
            throw new UnusablePixels("malformed-pixels", "a scan has no component, or more than its frame");
        }
        int[][] scanned = new int[count][];
        HuffmanTable[] used = new HuffmanTable[count];
        for (int i = 0; i < count; i++) {
            scanned[i] = planes[component(markers.byteAt(content + 1 + 2 * i))];
            used[i] = tables[markers.byteAt(content + 2 + 2 * i) >> 4 & 3];
        }
        int predictor = markers.byteAt(content + 1 + 2 * count);
        int pointTransform = markers.byteAt(content + 3 + 2 * count) & 15;
        HuffmanBits bits = new HuffmanBits(markers.stream(), markers.end());
        samples(bits, scanned, used, predictor, pointTransform);
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

    private void samples(HuffmanBits bits, int[][] scanned, HuffmanTable[] used, int predictor, int pointTransform) {
        int columns = format.columns();
        int total = (int) format.pixelsPerFrame();
        int restartedAt = 0;
        for (int at = 0; at < total; at++) {
            if (restartInterval > 0 && at > 0 && at % restartInterval == 0) {
                bits.restart();
                restartedAt = at;
            }
            for (int c = 0; c < scanned.length; c++) {
                HuffmanTable table = used[c];
                if (table == null) {
                    throw new UnusablePixels("malformed-pixels", "a scan names a Huffman table that is missing");
                }
                int prediction = prediction(scanned[c], at, columns, predictor, pointTransform, restartedAt);
                scanned[c][at] = (prediction + difference(bits, table)) & 0xffff;
            }
        }
        if (pointTransform > 0) {
            for (int[] plane : scanned) {
                for (int i = 0; i < total; i++) {
                    plane[i] <<= pointTransform;
                }
            }
        }
    }

    /** Table H.1; the first sample, and the first line and column, have a prediction of their own (section H.1.2.1). */
    private int prediction(int[] plane, int at, int columns, int predictor, int pointTransform, int restartedAt) {
        int column = at % columns;
        boolean firstLine = at - restartedAt < columns && at / columns == restartedAt / columns;
        if (at == restartedAt) {
            return 1 << (precision - pointTransform - 1);
        }
        if (firstLine) {
            return plane[at - 1];
        }
        int above = plane[at - columns];
        if (column == 0) {
            return above;
        }
        int left = plane[at - 1];
        int aboveLeft = plane[at - columns - 1];
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + ((above - aboveLeft) >> 1);
            case 6 -> above + ((left - aboveLeft) >> 1);
            case 7 -> (left + above) >> 1;
            default -> throw new UnusablePixels("malformed-pixels", "the predictor is none of 1 to 7");
        };
    }

    /** Section H.1.2.2: the category, then so many bits, of which a leading zero means a negative difference. */
    private static int difference(HuffmanBits bits, HuffmanTable table) {
        int category = table.decode(bits);
        if (category == 0) {
            return 0;
        }
        if (category >= 16) {
            return 32768;
        }
        int value = bits.bits(category);
        return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
    }
}
