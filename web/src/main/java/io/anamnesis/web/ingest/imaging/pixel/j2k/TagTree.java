package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.Arrays;

/** Numbers of a grid, of which each square of four shares what is known of its least (B.10.2). */
final class TagTree {
    private final int[] widths;
    private final int[] begins;
    private final int[] values;
    private final int[] atLeast;

    TagTree(int width, int height) {
        int levels = 1;
        while ((width - 1) >> (levels - 1) > 0 || (height - 1) >> (levels - 1) > 0) {
            levels++;
        }
        widths = new int[levels];
        begins = new int[levels];
        int nodes = 0;
        for (int level = 0; level < levels; level++) {
            widths[level] = ((width - 1) >> level) + 1;
            begins[level] = nodes;
            nodes += widths[level] * (((height - 1) >> level) + 1);
        }
        values = new int[nodes];
        atLeast = new int[nodes];
        Arrays.fill(values, Integer.MAX_VALUE);
    }

    /** Whether the number at a place is below a bound; reads as many bits as that takes. */
    boolean isBelow(HeaderBits bits, int x, int y, int bound) {
        int least = 0;
        int node = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            node = begins[level] + (y >> level) * widths[level] + (x >> level);
            least = Math.max(least, atLeast[node]);
            while (least < bound && least < values[node]) {
                if (bits.bit() == 1) {
                    values[node] = least;
                } else {
                    least++;
                }
            }
            atLeast[node] = least;
        }
        return values[node] < bound;
    }
}
