package io.anamnesis.web.ingest.imaging.pixel;

import java.util.Arrays;

/** The model of a JPEG-LS scan: its parameters and what it learnt (ITU-T T.87 sections A.2, A.6, A.7 and C.2.4.1.1). */
final class LsContexts {
    static final int[] RUN_ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private static final int REGULAR = 365;

    final int near;
    final int max;
    final int range;
    final int step;
    final int escapeBits;
    final int limit;
    private final int t1;
    private final int t2;
    private final int t3;
    private final int reset;
    private final int[] a = new int[REGULAR + 2];
    private final int[] b = new int[REGULAR];
    private final int[] c = new int[REGULAR];
    private final int[] n = new int[REGULAR + 2];
    private final int[] negative = new int[2];

    /** @param preset MAXVAL, T1, T2, T3 and RESET, each 0 for its default */
    LsContexts(int precision, int near, int[] preset) {
        this.near = near;
        this.max = preset[0] > 0 ? preset[0] : (1 << precision) - 1;
        this.step = 2 * near + 1;
        this.range = (max + 2 * near) / step + 1;
        this.escapeBits = 32 - Integer.numberOfLeadingZeros(range - 1);
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(max));
        this.limit = 2 * (bits + Math.max(8, bits));
        int factor = max >= 128 ? (Math.min(max, 4095) + 128) / 256 : 256 / (max + 1);
        this.t1 = preset[1] > 0 ? preset[1] : threshold(factor, 3, 2, 3, near + 1);
        this.t2 = preset[2] > 0 ? preset[2] : threshold(factor, 7, 3, 5, t1);
        this.t3 = preset[3] > 0 ? preset[3] : threshold(factor, 21, 4, 7, t2);
        this.reset = preset[4] > 0 ? preset[4] : 64;
        Arrays.fill(a, Math.max(2, (range + 32) / 64));
        Arrays.fill(n, 1);
    }

    private int threshold(int factor, int basic, int least, int nears, int floor) {
        int value = max >= 128
                ? factor * (basic - least) + least + nears * near
                : Math.max(least, basic / factor + nears * near);
        return value > max || value < floor ? floor : value;
    }

    int quantised(int gradient) {
        int magnitude = Math.abs(gradient);
        int level = magnitude <= near ? 0 : magnitude < t1 ? 1 : magnitude < t2 ? 2 : magnitude < t3 ? 3 : 4;
        return gradient < 0 ? -level : level;
    }

    int correction(int context) {
        return c[context];
    }

    /** A regular sample's prediction error, in the direction of its context (sections A.5 and A.6). */
    int error(LsBits in, int context) {
        int k = order(n[context], a[context]);
        int mapped = in.golomb(k, limit, escapeBits);
        int error = (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
        if (near == 0 && k == 0 && 2 * b[context] <= -n[context]) {
            error = -(error + 1);
        }
        learn(context, error);
        return error;
    }

    private static int order(int count, int sum) {
        int k = 0;
        while (k < 24 && count << k < sum) {
            k++;
        }
        return k;
    }

    private void learn(int context, int error) {
        b[context] += error * step;
        a[context] += Math.abs(error);
        if (n[context] == reset) {
            a[context] >>= 1;
            b[context] >>= 1;
            n[context] >>= 1;
        }
        n[context]++;
        if (b[context] <= -n[context]) {
            b[context] = Math.max(b[context] + n[context], 1 - n[context]);
            c[context] = Math.max(-128, c[context] - 1);
        } else if (b[context] > 0) {
            b[context] = Math.min(b[context] - n[context], 0);
            c[context] = Math.min(127, c[context] + 1);
        }
    }

    /** The error of the sample that ends a run (section A.7.2). */
    int interruption(LsBits in, int type, int runIndex) {
        int context = REGULAR + type;
        int k = order(n[context], type == 0 ? a[context] : a[context] + (n[context] >> 1));
        int mapped = in.golomb(k, limit - RUN_ORDER[runIndex] - 1, escapeBits);
        int both = mapped + type;
        boolean odd = (both & 1) == 1;
        int magnitude = (both + 1) >> 1;
        boolean turned = k != 0 || 2 * negative[type] >= n[context];
        int error = turned == odd ? -magnitude : magnitude;
        if (error < 0) {
            negative[type]++;
        }
        a[context] += (mapped + 1 - type) >> 1;
        if (n[context] == reset) {
            a[context] >>= 1;
            n[context] >>= 1;
            negative[type] >>= 1;
        }
        n[context]++;
        return error;
    }

    /** A prediction and an error to a sample (section A.8). */
    int reconstructed(int prediction, int error) {
        int value = prediction + error * step;
        if (value < -near) {
            value += range * step;
        } else if (value > max + near) {
            value -= range * step;
        }
        return clamped(value);
    }

    int clamped(int value) {
        return Math.max(0, Math.min(max, value));
    }
}
