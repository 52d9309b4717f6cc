package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** Places from (x0, y0), which is in it, to (x1, y1), which is not. */
record Rectangle(int x0, int y0, int x1, int y1) {
    int width() {
        return Math.max(0, x1 - x0);
    }

    int height() {
        return Math.max(0, y1 - y0);
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    Rectangle and(Rectangle other) {
        return new Rectangle(
                Math.max(x0, other.x0), Math.max(y0, other.y0), Math.min(x1, other.x1), Math.min(y1, other.y1));
    }

    /** Of a resolution level, or with offsets of 0 or 1 of a subband, so many decompositions below (equations B-14 and B-15). */
    Rectangle reduced(int decompositions, int xo, int yo) {
        return new Rectangle(
                ceiled(x0, decompositions, xo),
                ceiled(y0, decompositions, yo),
                ceiled(x1, decompositions, xo),
                ceiled(y1, decompositions, yo));
    }

    private static int ceiled(int coordinate, int decompositions, int offset) {
        long half = decompositions == 0 ? 0 : 1L << (decompositions - 1);
        return (int) ((coordinate - half * offset + (1L << decompositions) - 1) >> decompositions);
    }
}
