package io.anamnesis.web.ingest.imaging.pixel.j2k;

/**
 * One subband of a tile's component.
 *
 * @param xo 1 where it is high-pass across
 * @param yo 1 where it is high-pass down
 * @param number as quantization counts them: from the lowest resolution, HL, LH and HH at each
 * @param decompositionsAbove how many decompositions there are between the lowest resolution and this
 * @param place in coordinates of the subband
 */
record Subband(int xo, int yo, int number, int decompositionsAbove, Rectangle place) {
    /** Log2 of the nominal gain (table E.1). */
    int gainBits() {
        return xo + yo;
    }
}
