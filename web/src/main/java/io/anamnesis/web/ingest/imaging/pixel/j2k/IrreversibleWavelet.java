package io.anamnesis.web.ingest.imaging.pixel.j2k;

import java.util.List;

/** The inverse of the 9/7 wavelet (F.3 and F.3.8.2), in single precision. */
final class IrreversibleWavelet {
    /** Lines that are transformed together, side by side in memory. */
    private static final int LANES = 16;

    /** How far a line is mirrored beyond its ends. */
    private static final int BEYOND = 4;

    /** Table F.4. */
    private static final float ALPHA = (float) -1.586134342059924;

    private static final float BETA = (float) -0.052980118572961;
    private static final float GAMMA = (float) 0.882911075530934;
    private static final float DELTA = (float) 0.443506852043971;
    private static final float K = (float) 1.230174104914001;

    private final float[] coefficients;
    private final int stride;
    private float[] lines = {};

    /** Of a tile's component, whose subbands stand beside and below each other: LL in the corner, then HL, LH and HH. */
    IrreversibleWavelet(float[] coefficients, int stride) {
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
            lines = new float[(length + 2 * BEYOND) * LANES];
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
        // equation F-7, steps 1 to 6
        scale(-4 + odd, length + 3, K);
        scale(-3 - odd, length + 3, 1 / K);
        lift(-3 + (1 - odd), length + 2, DELTA);
        lift(-2 + (1 - odd), length + 1, GAMMA);
        lift(-1 + (1 - odd), length, BETA);
        lift(1 - odd, length - 1, ALPHA);
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

    private void scale(int first, int last, float by) {
        for (int i = first; i <= last; i += 2) {
            int at = (i + BEYOND) * LANES;
            for (int j = at; j < at + LANES; j++) {
                lines[j] *= by;
            }
        }
    }

    /** Takes from every other place, from one to another, so much of its two neighbours. */
    private void lift(int first, int last, float by) {
        for (int i = first; i <= last; i += 2) {
            int at = (i + BEYOND) * LANES;
            for (int j = at; j < at + LANES; j++) {
                lines[j] -= by * (lines[j - LANES] + lines[j + LANES]);
            }
        }
    }
}
