package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.Arrays;

/** The arithmetic decoder (annex C) with its nineteen contexts; {@code a}, {@code c} and {@code ct} are the registers A, C and CT. */
final class MqDecoder {
    static final int RUN_LENGTH = 17;
    static final int UNIFORM = 18;
    private static final int CONTEXTS = 19;

    /** Table C.2: Qe, then what comes after a more and after a less probable symbol, then whether the sense turns. */
    private static final int[][] TABLE = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0ac1, 4, 12, 0}, {0x0521, 5, 29, 0},
        {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0},
        {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1c01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1},
        {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0}, {0x1c01, 25, 22, 0},
        {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0},
        {0x0ac1, 31, 28, 0}, {0x09c1, 32, 29, 0}, {0x08a1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0},
        {0x02a1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0}, {0x0005, 45, 42, 0},
        {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0},
    };

    /** By state: twice the table's index, plus the more probable symbol. */
    private static final int[] QE = new int[2 * TABLE.length];

    private static final int[] AFTER_MORE_PROBABLE = new int[2 * TABLE.length];
    private static final int[] AFTER_LESS_PROBABLE = new int[2 * TABLE.length];

    static {
        for (int state = 0; state < QE.length; state++) {
            int[] row = TABLE[state >> 1];
            int symbol = state & 1;
            QE[state] = row[0];
            AFTER_MORE_PROBABLE[state] = 2 * row[1] + symbol;
            AFTER_LESS_PROBABLE[state] = 2 * row[2] + (symbol ^ row[3]);
        }
    }

    private final int[] states = new int[CONTEXTS];
    private byte[] bytes = {};
    private int at;
    private int a;
    private int c;
    private int ct;

    /** Table D.7. */
    void resetContexts() {
        Arrays.fill(states, 0);
        states[0] = 2 * 4;
        states[RUN_LENGTH] = 2 * 3;
        states[UNIFORM] = 2 * 46;
    }

    /** INITDEC (figure C.10), of a segment behind whose last byte stand two of FF: they stop the reading. */
    void begin(byte[] segment, int from) {
        bytes = segment;
        at = from;
        c = (bytes[at] & 0xff) << 16;
        byteIn();
        c <<= 7;
        ct -= 7;
        a = 0x8000;
    }

    /** BYTEIN (figure C.19). */
    private void byteIn() {
        int next = bytes[at + 1] & 0xff;
        if (bytes[at] != -1) {
            at++;
            c += next << 8;
            ct = 8;
        } else if (next > 0x8f) {
            c += 0xff00;
            ct = 8;
        } else {
            at++;
            c += next << 9;
            ct = 7;
        }
    }

    /** DECODE (figures C.15 to C.18). */
    int bit(int context) {
        int state = states[context];
        int qe = QE[state];
        int symbol = state & 1;
        a -= qe;
        if (c >>> 16 < qe) {
            if (a < qe) {
                states[context] = AFTER_MORE_PROBABLE[state];
            } else {
                symbol ^= 1;
                states[context] = AFTER_LESS_PROBABLE[state];
            }
            a = qe;
        } else {
            c -= qe << 16;
            if ((a & 0x8000) != 0) {
                return symbol;
            }
            if (a < qe) {
                symbol ^= 1;
                states[context] = AFTER_LESS_PROBABLE[state];
            } else {
                states[context] = AFTER_MORE_PROBABLE[state];
            }
        }
        do {
            if (ct == 0) {
                byteIn();
            }
            a <<= 1;
            c <<= 1;
            ct--;
        } while ((a & 0x8000) == 0);
        return symbol;
    }
}
