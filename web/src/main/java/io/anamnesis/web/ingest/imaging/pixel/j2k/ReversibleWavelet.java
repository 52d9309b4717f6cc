package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.List;

/** The inverse of the 5/3 wavelet (F.3 and F.3.8.1), in whole numbers. */
final class ReversibleWavelet {
    /** Lines that are transformed together, side by side in memory. */
    private static final int LANES = 16;

    /** How far a line is mirrored beyond its ends. */
    private static final int BEYOND = 2;

    private final int[] coefficients;
    private final int stride;
    private int[] lines = {};

    /** Of a tile's component, whose subbands stand beside and below each other: LL in the corner, then HL, LH and HH. */
    ReversibleWavelet(int[] coefficients, int stride) {
        this.coefficients = coefficients;
        this.stride = stride;
    }

    /** 2D_SR for each level (figures F.3 and F.6): first across, then down. */
    void inverse(List<Resolution> resolutions) {
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
                coefficients[from + line * lineStep] /= 2;
            }
            return;
        }
        if (lines.length < (length + 2 * BEYOND) * LANES) {
            lines = new int[(length + 2 * BEYOND) * LANES];
        }
        for (int i = 0; i < length; i++) {
            // those of even coordinates are low-pass, and come first
            int stored = from + (((i + odd) & 1) == 0 ? i >> 1 : low + (i >> 1)) * step;
            int at = (i + BEYOND) * LANES;
            for (int line = 0; line < count; line++) {
                lines[at + line] = coefficients[stored + line * lineStep];
            }
        }
        mirror(length);
        even(odd == 0 ? 0 : -1, length);
        odd(1 - odd, length - 1);
        for (int i = 0; i < length; i++) {
            int stored = from + i * step;
            int at = (i + BEYOND) * LANES;
            for (int line = 0; line < count; line++) {
                coefficients[stored + line * lineStep] = lines[at + line];
            }
        }
    }

    /** 1D_EXTR (F.3.7). */
    private void mirror(int length) {
        int period = 2 * (length - 1);
        for (int i = -BEYOND; i < length + BEYOND; i = i == -1 ? length : i + 1) {
            int inside = Math.floorMod(i, period);
            inside = Math.min(inside, period - inside);
            System.arraycopy(lines, (inside + BEYOND) * LANES, lines, (i + BEYOND) * LANES, LANES);
        }
    }

    /** Equation F-5, from one place to another. */
    private void even(int first, int last) {
        for (int i = first; i <= last; i += 2) {
            int at = (i + BEYOND) * LANES;
            for (int j = at; j < at + LANES; j++) {
                lines[j] -= (lines[j - LANES] + lines[j + LANES] + 2) >> 2;
            }
        }
    }

    /** Equation F-6, from one place to another. */
    private void odd(int first, int last) {
        for (int i = first; i <= last; i += 2) {
            int at = (i + BEYOND) * LANES;
            for (int j = at; j < at + LANES; j++) {
                lines[j] += (lines[j - LANES] + lines[j + LANES]) >> 1;
            }
        }
    }
}
