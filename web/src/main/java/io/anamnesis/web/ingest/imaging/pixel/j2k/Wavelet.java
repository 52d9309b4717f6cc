package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.List;

/**
 * The inverse of a wavelet (F.3) over a tile's component: which lines are transformed, how they are mirrored, and where their
 * coefficients lie. What is done to a line is the wavelet's own.
 *
 * @param <A> an array of the numbers that it is done with
 */
abstract class Wavelet<A> {
    /** Lines that are transformed together, side by side in memory. */
    static final int LANES = 16;

    private final A coefficients;
    private final int stride;
    private final int beyond;
    private A lines;
    private int room;

    /**
     * Of a tile's component, whose subbands stand beside and below each other: LL in the corner, then HL, LH and HH.
     *
     * @param beyond how far a line is mirrored beyond its ends
     * @param lines an empty array
     */
    Wavelet(A coefficients, int stride, int beyond, A lines) {
        this.coefficients = coefficients;
        this.stride = stride;
        this.beyond = beyond;
        this.lines = lines;
    }

    /** An array of so many numbers. */
    abstract A array(int length);

    /** Copies every so many-th number of one array to every so many-th of another. */
    abstract void copy(A from, int at, int step, A to, int toAt, int toStep, int count);

    /** Halves a number. */
    abstract void halve(A numbers, int at);

    /** 1D_FILTR (F.3.8) of lines that begin at an even or an odd coordinate and are mirrored at both ends; see {@link #at}. */
    abstract void filter(A mirrored, int length, int odd);

    /** Where the numbers of all lines at a place lie. */
    final int at(int place) {
        return (place + beyond) * LANES;
    }

    /** 2D_SR for each level (figures F.3 and F.6): first across, then down. */
    final void inverse(List<Resolution> resolutions) {
        for (int r = 1; r < resolutions.size(); r++) {
            Rectangle low = resolutions.get(r - 1).place;
            Rectangle place = resolutions.get(r).place;
            for (int y = 0; y < place.height(); y += LANES) {
                int count = Math.min(LANES, place.height() - y);
                inverse(y * stride, 1, stride, count, low.width(), place.width(), place.x0() & 1);
            }
            for (int x = 0; x < place.width(); x += LANES) {
                int count = Math.min(LANES, place.width() - x);
                inverse(x, stride, 1, count, low.height(), place.height(), place.y0() & 1);
            }
        }
    }

    /** 1D_SR of some lines (F.3.6), which begin at an even or an odd coordinate. */
    private void inverse(int from, int step, int lineStep, int count, int low, int length, int odd) {
        if (length == 1) {
            for (int line = 0; line < count && odd == 1; line++) {
                halve(coefficients, from + line * lineStep);
            }
            return;
        }
        if (room < at(length + beyond)) {
            room = at(length + beyond);
            lines = array(room);
        }
        for (int i = 0; i < length; i++) {
            // those of even coordinates are low-pass, and come first
            int stored = from + (((i + odd) & 1) == 0 ? i >> 1 : low + (i >> 1)) * step;
            copy(coefficients, stored, lineStep, lines, at(i), 1, count);
        }
        mirror(length);
        filter(lines, length, odd);
        for (int i = 0; i < length; i++) {
            copy(lines, at(i), 1, coefficients, from + i * step, lineStep, count);
        }
    }

    /** 1D_EXTR (F.3.7). */
    private void mirror(int length) {
        int period = 2 * (length - 1);
        for (int i = -beyond; i < length + beyond; i = i == -1 ? length : i + 1) {
            int inside = Math.floorMod(i, period);
            inside = Math.min(inside, period - inside);
            copy(lines, at(inside), 1, lines, at(i), 1, LANES);
        }
    }
}
