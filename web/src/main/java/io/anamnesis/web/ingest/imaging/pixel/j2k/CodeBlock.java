package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.Arrays;

/** One code-block: its place in its subband, and what packets said of it. */
final class CodeBlock {
    private static final int FIELDS = 3;

    final Rectangle place;
    int zeroPlanes;
    int lengthBits = 3;
    private int passes;
    private int chunks;
    private int placed;
    private int[] fields = {};

    CodeBlock(Rectangle place) {
        this.place = place;
    }

    /** Coding passes of all packets so far; 0 before a packet includes the block. */
    int passes() {
        return passes;
    }

    /** How many passes the codeword segment that comes next, or is not yet full, can still take (tables D.8 and D.9). */
    static int room(ComponentStyle style, int passes) {
        if (style.has(ComponentStyle.TERMINATE_EACH_PASS)) {
            return 1;
        }
        if (!style.has(ComponentStyle.BYPASS)) {
            return Integer.MAX_VALUE;
        }
        int beyond = passes - BlockDecoder.PASSES_BEFORE_BYPASS;
        return beyond < 0 ? -beyond : beyond % 3 == 0 ? 2 : 1;
    }

    /** Passes of one codeword segment whose bytes follow in the packet's body. */
    void add(int count, int length) {
        if (fields.length < FIELDS * (chunks + 1)) {
            fields = Arrays.copyOf(fields, FIELDS * (2 * chunks + 1));
        }
        fields[FIELDS * chunks] = count;
        fields[FIELDS * chunks + 1] = length;
        chunks++;
        passes += count;
    }

    /** Finds the bytes of what was added last. */
    void place(Cursor body) {
        for (; placed < chunks; placed++) {
            fields[FIELDS * placed + 2] = body.at();
            body.skip(fields[FIELDS * placed + 1]);
        }
    }

    int chunks() {
        return chunks;
    }

    int passes(int chunk) {
        return fields[FIELDS * chunk];
    }

    int length(int chunk) {
        return fields[FIELDS * chunk + 1];
    }

    int at(int chunk) {
        return fields[FIELDS * chunk + 2];
    }
}
