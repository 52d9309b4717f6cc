package io.anamnesis.web.ingest.imaging.pixel.j2k;

/**
 * Contexts of a coefficient by its neighbours (D.3). A neighbourhood has nine bits, one a coefficient that is significant: the row
 * above from left to right, the own row, the row below; the middle bit is the coefficient's own and counts for nothing.
 */
final class BlockContexts {
    static final int NEIGHBOURS = 0b111_101_111;
    private static final int LEFT = 1 << 3;
    private static final int RIGHT = 1 << 5;
    private static final int ABOVE = 1 << 1;
    private static final int BELOW = 1 << 7;
    private static final int DIAGONALS = 0b101_000_101;
    private static final int NEIGHBOURHOODS = 512;

    /** Table D.3 for contributions of -1 to 1 across, and for each of -1 to 1 down. */
    private static final int[] SIGN_CONTEXTS = {13, 12, 11, 10, 9, 10, 11, 12, 13};

    private static final byte[] LOW_OR_HIGH_DOWN = table(0, 0);
    private static final byte[] HIGH_ACROSS = table(1, 0);
    private static final byte[] HIGH_BOTH = table(1, 1);

    private BlockContexts() {}

    /** Of significance, for the neighbourhoods of a subband (table D.1). */
    static byte[] ofSignificance(Subband subband) {
        if (subband.xo() == 0) {
            return LOW_OR_HIGH_DOWN;
        }
        return subband.yo() == 0 ? HIGH_ACROSS : HIGH_BOTH;
    }

    private static byte[] table(int xo, int yo) {
        byte[] contexts = new byte[NEIGHBOURHOODS];
        for (int bits = 0; bits < NEIGHBOURHOODS; bits++) {
            int across = Integer.bitCount(bits & (LEFT | RIGHT));
            int down = Integer.bitCount(bits & (ABOVE | BELOW));
            int diagonal = Integer.bitCount(bits & DIAGONALS);
            int context;
            if (xo == 1 && yo == 1) {
                context = ofBoth(across + down, diagonal);
            } else {
                context = xo == 1 ? ofOne(down, across, diagonal) : ofOne(across, down, diagonal);
            }
            contexts[bits] = (byte) context;
        }
        return contexts;
    }

    private static int ofOne(int along, int other, int diagonal) {
        if (along == 2) {
            return 8;
        }
        if (along == 1) {
            return other >= 1 ? 7 : diagonal >= 1 ? 6 : 5;
        }
        return other > 0 ? 2 + other : Math.min(2, diagonal);
    }

    private static int ofBoth(int beside, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(2, beside);
            case 1 -> 3 + Math.min(2, beside);
            case 2 -> 6 + Math.min(1, beside);
            default -> 8;
        };
    }

    /** Of a sign (table D.3), for contributions of -1 to 1 of the neighbours across and down. */
    static int ofSign(int across, int down) {
        return SIGN_CONTEXTS[3 * across + down + 4];
    }

    /** XORbit of table D.3. */
    static int signTurned(int across, int down) {
        return 3 * across + down < 0 ? 1 : 0;
    }
}
