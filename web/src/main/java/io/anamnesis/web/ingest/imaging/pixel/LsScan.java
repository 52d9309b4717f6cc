package io.anamnesis.web.ingest.imaging.pixel;

import java.util.Arrays;

/** Decodes the lines of one JPEG-LS scan (ITU-T T.87 annex A; several components: annex B). */
final class LsScan {
    private final LsContexts model;
    private final LsBits in;
    private final int columns;
    private final int[] runIndex;

    /** By component: the line above and this one, each with a sample more at both ends. */
    private final int[][] above;

    private final int[][] line;

    LsScan(LsContexts model, LsBits in, int columns, int components) {
        this.model = model;
        this.in = in;
        this.columns = columns;
        this.runIndex = new int[components];
        this.above = new int[components][columns + 2];
        this.line = new int[components][columns + 2];
    }

    /** One component after the other, line by line. */
    void lines(int[][] planes, int rows) {
        for (int y = 0; y < rows; y++) {
            for (int c = 0; c < planes.length; c++) {
                begin(c);
                line(c);
                store(planes[c], y, c);
            }
        }
    }

    /** All components of a pixel, then the next pixel. */
    void pixels(int[][] planes, int rows) {
        for (int y = 0; y < rows; y++) {
            for (int c = 0; c < planes.length; c++) {
                begin(c);
            }
            pixelLine(planes.length);
            for (int c = 0; c < planes.length; c++) {
                store(planes[c], y, c);
            }
        }
    }

    /** Section A.2.1: what lies left of a line is what lies above its first sample. */
    private void begin(int c) {
        line[c][0] = above[c][1];
        above[c][columns + 1] = above[c][columns];
    }

    private void store(int[] plane, int y, int c) {
        System.arraycopy(line[c], 1, plane, y * columns, columns);
        int[] done = line[c];
        line[c] = above[c];
        above[c] = done;
    }

    private void line(int c) {
        int x = 1;
        while (x <= columns) {
            int context = context(c, x);
            if (context == 0) {
                int end = run(x, c);
                fill(c, x, end);
                x = end;
                if (x <= columns) {
                    interrupted(c, x);
                    x++;
                }
            } else {
                regular(c, x, context);
                x++;
            }
        }
    }

    private void pixelLine(int components) {
        int x = 1;
        int[] contexts = new int[components];
        while (x <= columns) {
            boolean flat = true;
            for (int c = 0; c < components; c++) {
                contexts[c] = context(c, x);
                flat &= contexts[c] == 0;
            }
            if (flat) {
                int end = run(x, 0);
                for (int c = 0; c < components; c++) {
                    fill(c, x, end);
                }
                x = end;
                if (x <= columns) {
                    for (int c = 0; c < components; c++) {
                        interruptedPixel(c, x);
                    }
                    shorten(0);
                    x++;
                }
            } else {
                for (int c = 0; c < components; c++) {
                    regular(c, x, contexts[c]);
                }
                x++;
            }
        }
    }

    /** Three gradients in one number, its sign that of the first that is not flat; 0 where all are (section A.3). */
    private int context(int c, int x) {
        int left = line[c][x - 1];
        int up = above[c][x];
        int upLeft = above[c][x - 1];
        int upRight = above[c][x + 1];
        return (model.quantised(upRight - up) * 9 + model.quantised(up - upLeft)) * 9 + model.quantised(upLeft - left);
    }

    private void regular(int c, int x, int context) {
        int left = line[c][x - 1];
        int up = above[c][x];
        int upLeft = above[c][x - 1];
        int sign = context < 0 ? -1 : 1;
        int index = Math.abs(context);
        int prediction = upLeft >= Math.max(left, up)
                ? Math.min(left, up)
                : upLeft <= Math.min(left, up) ? Math.max(left, up) : left + up - upLeft;
        int corrected = model.clamped(prediction + sign * model.correction(index));
        line[c][x] = model.reconstructed(corrected, sign * model.error(in, index));
    }

    /** Where a run that begins here ends; its length is coded in powers of two (section A.7.1). */
    private int run(int from, int index) {
        int x = from;
        while (in.bit() == 1) {
            int whole = 1 << LsContexts.RUN_ORDER[runIndex[index]];
            int count = Math.min(whole, columns + 1 - x);
            x += count;
            if (count == whole && runIndex[index] < 31) {
                runIndex[index]++;
            }
            if (x > columns) {
                return x;
            }
        }
        x += in.bits(LsContexts.RUN_ORDER[runIndex[index]]);
        if (x > columns) {
            throw new UnusablePixels("malformed-pixels", "a run is longer than its line");
        }
        return x;
    }

    private void fill(int c, int from, int end) {
        Arrays.fill(line[c], from, end, line[c][from - 1]);
    }

    private void interrupted(int c, int x) {
        int left = line[c][x - 1];
        int up = above[c][x];
        boolean same = Math.abs(left - up) <= model.near;
        int error = model.interruption(in, same ? 1 : 0, runIndex[c]);
        line[c][x] = same ? model.reconstructed(left, error) : model.reconstructed(up, left > up ? -error : error);
        shorten(c);
    }

    /** Among pixels of several components every interruption counts as of differing neighbours. */
    private void interruptedPixel(int c, int x) {
        int left = line[c][x - 1];
        int up = above[c][x];
        int error = model.interruption(in, 0, runIndex[0]);
        line[c][x] = model.reconstructed(up, left > up ? -error : error);
    }

    private void shorten(int index) {
        if (runIndex[index] > 0) {
            runIndex[index]--;
        }
    }
}
