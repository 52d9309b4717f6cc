package io.anamnesis.web.ingest.imaging.pixel;

/** Lossless JPEG with Huffman coding, process 14: ITU-T T.81 annex H. */
final class JpegLosslessFrame extends JpegFrame {
    private static final int START_OF_LOSSLESS = 0xc3;

    private final HuffmanTable[] tables = new HuffmanTable[4];

    private JpegLosslessFrame(byte[] stream, PixelFormat format) {
        super(stream, format);
    }

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        new JpegLosslessFrame(stream, format).decode(target, from);
    }

    @Override
    void segment(int marker, int content) {
        if (marker == JpegMarkers.HUFFMAN_TABLES) {
            huffman(content, (table, head) -> tables[head & 3] = table);
        } else if (marker == START_OF_LOSSLESS) {
            header(content, 2, 16);
            requireSameSampling(content);
        }
    }

    @Override
    int scan(int content) {
        int count = components(content);
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
