package io.anamnesis.web.ingest.imaging.pixel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sequential JPEG by discrete cosine transform with Huffman coding, of 8 and 12 bits (processes 1, 2 and 4): ITU-T T.81 annex F. The
 * inverse transform is that of section A.3.3 in double precision. Colours stay as stored; components of different sampling are refused.
 */
final class JpegSequentialFrame extends JpegFrame {
    private static final int BASELINE = 0xc0;
    private static final int EXTENDED = 0xc1;
    private static final int QUANTISATION_TABLES = 0xdb;
    private static final int SIZE = 8;
    private static final int COEFFICIENTS = SIZE * SIZE;

    /** Figure A.6: where the coefficients stand in the order in which they are coded. */
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    /** Of frequency u at place x: half of C(u) times the cosine of (2x + 1) u pi / 16. */
    private static final double[][] COSINES = cosines();

    private final int[][] quantisation = new int[4][];
    private final @Nullable HuffmanTable[] dcTables = new HuffmanTable[4];
    private final @Nullable HuffmanTable[] acTables = new HuffmanTable[4];
    private int[] componentTables = {};

    private JpegSequentialFrame(byte[] stream, PixelFormat format) {
        super(stream, format);
    }

    private static double[][] cosines() {
        double[][] cosines = new double[SIZE][SIZE];
        for (int u = 0; u < SIZE; u++) {
            for (int x = 0; x < SIZE; x++) {
                cosines[u][x] = (u == 0 ? Math.sqrt(0.5) : 1) / 2 * Math.cos((2 * x + 1) * u * Math.PI / 16);
            }
        }
        return cosines;
    }

    static void decode(byte[] stream, PixelFormat format, byte[] target, int from) {
        new JpegSequentialFrame(stream, format).decode(target, from);
    }

    @Override
    void segment(int marker, int content) {
        switch (marker) {
            case JpegMarkers.HUFFMAN_TABLES ->
                huffman(content, (table, head) -> (head >> 4 == 0 ? dcTables : acTables)[head & 3] = table);
            case QUANTISATION_TABLES -> quantisation(content, markers.end());
            case BASELINE, EXTENDED -> frame(content);
            default -> {
                if (marker > EXTENDED && marker <= 0xcf && marker != 0xc8 && marker != 0xcc) {
                    throw new UnusablePixels("transfer-syntax-not-decoded", "the frame is not sequential JPEG");
                }
            }
        }
    }

    private void quantisation(int content, int end) {
        int at = content;
        while (at < end) {
            int head = markers.byteAt(at);
            int width = head >> 4 == 0 ? 1 : 2;
            int[] table = new int[COEFFICIENTS];
            for (int i = 0; i < COEFFICIENTS; i++) {
                int place = at + 1 + i * width;
                table[i] = width == 1 ? markers.byteAt(place) : markers.shortAt(place);
            }
            quantisation[head & 3] = table;
            at += 1 + COEFFICIENTS * width;
        }
    }

    private void frame(int content) {
        header(content, 8, 12);
        if ((precision != 8 && precision != 12) || precision > format.bitsAllocated()) {
            throw new UnusablePixels(
                    "malformed-pixels", "a sample has 8 or 12 bits, and no more than the data set allocates");
        }
        requireSameSampling(content);
        componentTables = new int[componentIds.length];
        for (int i = 0; i < componentIds.length; i++) {
            componentTables[i] = markers.byteAt(content + 8 + 3 * i) & 3;
        }
    }

    /** One component of a scan. */
    private static final class Coded {
        private final int[] plane;
        private final int[] quantisation;
        private final HuffmanTable dc;
        private final HuffmanTable ac;
        private int lastDc;

        Coded(int[] plane, int @Nullable [] quantisation, @Nullable HuffmanTable dc, @Nullable HuffmanTable ac) {
            if (quantisation == null || dc == null || ac == null) {
                throw new UnusablePixels("malformed-pixels", "a scan names a table that is missing");
            }
            this.plane = plane;
            this.quantisation = quantisation;
            this.dc = dc;
            this.ac = ac;
        }
    }

    @Override
    int scan(int content) {
        int count = components(content);
        Coded[] coded = new Coded[count];
        for (int i = 0; i < count; i++) {
            int component = component(markers.byteAt(content + 1 + 2 * i));
            int tables = markers.byteAt(content + 2 + 2 * i);
            coded[i] = new Coded(
                    planes[component],
                    quantisation[componentTables[component]],
                    dcTables[tables >> 4 & 3],
                    acTables[tables & 3]);
        }
        HuffmanBits bits = new HuffmanBits(markers.stream(), markers.end());
        blocks(bits, coded);
        markers.resume(bits.position());
        return count;
    }

    private void blocks(HuffmanBits bits, Coded[] coded) {
        int across = (format.columns() + SIZE - 1) / SIZE;
        int down = (format.rows() + SIZE - 1) / SIZE;
        double[] coefficients = new double[COEFFICIENTS];
        double[] between = new double[COEFFICIENTS];
        for (int block = 0; block < across * down; block++) {
            if (restartInterval > 0 && block > 0 && block % restartInterval == 0) {
                bits.restart();
                for (Coded each : coded) {
                    each.lastDc = 0;
                }
            }
            for (Coded each : coded) {
                coefficients(bits, each, coefficients);
                transform(coefficients, between);
                put(coefficients, each.plane, block % across * SIZE, block / across * SIZE);
            }
        }
    }

    /** Sections F.2.2.1 and F.2.2.2, dequantised. */
    private static void coefficients(HuffmanBits bits, Coded coded, double[] into) {
        Arrays.fill(into, 0);
        coded.lastDc += extended(bits, coded.dc.decode(bits));
        into[0] = (double) coded.lastDc * coded.quantisation[0];
        for (int k = 1; k < COEFFICIENTS; k++) {
            int symbol = coded.ac.decode(bits);
            int zeros = symbol >> 4;
            int category = symbol & 15;
            if (category == 0 && zeros < 15) {
                return;
            }
            k += zeros;
            if (k >= COEFFICIENTS) {
                throw new UnusablePixels("malformed-pixels", "a block has more than 64 coefficients");
            }
            if (category > 0) {
                into[ZIGZAG[k]] = (double) extended(bits, category) * coded.quantisation[k];
            }
        }
    }

    /** Figure F.12: so many bits, of which a leading zero means a negative value. */
    private static int extended(HuffmanBits bits, int category) {
        if (category == 0) {
            return 0;
        }
        if (category > 15) {
            throw new UnusablePixels("malformed-pixels", "a coefficient has at most 15 bits");
        }
        int value = bits.bits(category);
        return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
    }

    /** Rows, then columns, in place. */
    private static void transform(double[] block, double[] between) {
        for (int v = 0; v < SIZE; v++) {
            for (int x = 0; x < SIZE; x++) {
                double sum = 0;
                for (int u = 0; u < SIZE; u++) {
                    sum += block[v * SIZE + u] * COSINES[u][x];
                }
                between[v * SIZE + x] = sum;
            }
        }
        for (int x = 0; x < SIZE; x++) {
            for (int y = 0; y < SIZE; y++) {
                double sum = 0;
                for (int v = 0; v < SIZE; v++) {
                    sum += between[v * SIZE + x] * COSINES[v][y];
                }
                block[y * SIZE + x] = sum;
            }
        }
    }

    private void put(double[] block, int[] plane, int left, int top) {
        int middle = 1 << (precision - 1);
        int greatest = (1 << precision) - 1;
        for (int y = 0; y < SIZE && top + y < format.rows(); y++) {
            for (int x = 0; x < SIZE && left + x < format.columns(); x++) {
                long value = Math.round(block[y * SIZE + x]) + middle;
                plane[(top + y) * format.columns() + left + x] = (int) Math.max(0, Math.min(greatest, value));
            }
        }
    }
}
