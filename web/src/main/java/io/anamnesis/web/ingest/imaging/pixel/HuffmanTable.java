package io.anamnesis.web.ingest.imaging.pixel;

/** Codes of up to 16 bits (ITU-T T.81 annexes C and F.2.2.3). */
final class HuffmanTable {
    private final int[] largest = new int[17];
    private final int[] shift = new int[17];
    private final int[] values;

    /** @param counts how many codes have 1 to 16 bits, at index 0 to 15 */
    HuffmanTable(int[] counts, int[] values) {
        this.values = values;
        int code = 0;
        int index = 0;
        for (int bits = 1; bits <= 16; bits++) {
            shift[bits] = index - code;
            code += counts[bits - 1];
            index += counts[bits - 1];
            largest[bits] = counts[bits - 1] == 0 ? -1 : code - 1;
            code <<= 1;
        }
    }

    int decode(HuffmanBits in) {
        int code = 0;
        for (int bits = 1; bits <= 16; bits++) {
            code = code << 1 | in.bit();
            if (largest[bits] >= 0 && code <= largest[bits]) {
                return values[code + shift[bits]];
            }
        }
        throw new UnusablePixels("malformed-pixels", "a code is none of its Huffman table");
    }
}
