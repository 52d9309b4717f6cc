package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** How one component of a tile is coded: the parameters that COD and COC share (table A.20). */
final class ComponentStyle {
    static final int BYPASS = 1;
    static final int RESET_CONTEXTS = 2;
    static final int TERMINATE_EACH_PASS = 4;
    static final int VERTICALLY_CAUSAL = 8;
    static final int SEGMENTATION_SYMBOLS = 32;
    private static final int HIGH_THROUGHPUT = 64;
    private static final int MAX_DECOMPOSITIONS = 32;
    private static final int LARGEST_PRECINCT = 15;

    final int decompositions;
    final int blockWidthExponent;
    final int blockHeightExponent;
    final int blockStyle;
    final boolean reversible;
    private final int[] precincts;

    private ComponentStyle(int decompositions, int[] block, int blockStyle, boolean reversible, int[] precincts) {
        this.decompositions = decompositions;
        this.blockWidthExponent = block[0];
        this.blockHeightExponent = block[1];
        this.blockStyle = blockStyle;
        this.reversible = reversible;
        this.precincts = precincts;
    }

    static ComponentStyle read(Cursor segment, boolean precinctsFollow) {
        int decompositions = segment.u8();
        int[] block = {(segment.u8() & 15) + 2, (segment.u8() & 15) + 2};
        if (decompositions > MAX_DECOMPOSITIONS || Math.max(block[0], block[1]) > 10 || block[0] + block[1] > 12) {
            throw UnusableCodestream.malformed("a component has at most 32 decompositions, a code-block 4,096 samples");
        }
        int style = segment.u8();
        int transformation = segment.u8();
        if (style >= HIGH_THROUGHPUT || transformation > 1) {
            throw UnusableCodestream.notDecoded(
                    "transfer-syntax-not-decoded",
                    "code-blocks of style " + style + " with wavelet " + transformation + " are none of Part 1");
        }
        int[] precincts = new int[decompositions + 1];
        for (int i = 0; i <= decompositions; i++) {
            precincts[i] = precinctsFollow ? segment.u8() : LARGEST_PRECINCT << 4 | LARGEST_PRECINCT;
            if (i > 0 && ((precincts[i] & 15) == 0 || precincts[i] >> 4 == 0)) {
                throw UnusableCodestream.malformed("precincts of level " + i + " are too small to hold its subbands");
            }
        }
        return new ComponentStyle(decompositions, block, style, transformation == 1, precincts);
    }

    boolean has(int flag) {
        return (blockStyle & flag) != 0;
    }

    /** PPx of a resolution level. */
    int precinctWidthExponent(int resolution) {
        return precincts[resolution] & 15;
    }

    /** PPy of a resolution level. */
    int precinctHeightExponent(int resolution) {
        return precincts[resolution] >> 4;
    }
}
