package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** The inverse of the 9/7 wavelet (F.3.8.2), in single precision. */
final class IrreversibleWavelet extends Wavelet<float[]> {
    private static final int BEYOND = 4;

    /** Table F.4. */
    private static final float ALPHA = (float) -1.586134342059924;

    private static final float BETA = (float) -0.052980118572961;
    private static final float GAMMA = (float) 0.882911075530934;
    private static final float DELTA = (float) 0.443506852043971;
    private static final float K = (float) 1.230174104914001;

    IrreversibleWavelet(float[] coefficients, int stride) {
        super(coefficients, stride, BEYOND, new float[0]);
    }

    @Override
    float[] array(int length) {
        return new float[length];
    }

    @Override
    void copy(float[] from, int at, int step, float[] to, int toAt, int toStep, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i * toStep] = from[at + i * step];
        }
    }

    @Override
    void halve(float[] numbers, int at) {
        numbers[at] /= 2;
    }

    /** Equation F-7, steps 1 to 6. */
    @Override
    void filter(float[] lines, int length, int odd) {
        scale(lines, -4 + odd, length + 3, K);
        scale(lines, -3 - odd, length + 3, 1 / K);
        lift(lines, -3 + (1 - odd), length + 2, DELTA);
        lift(lines, -2 + (1 - odd), length + 1, GAMMA);
        lift(lines, -1 + (1 - odd), length, BETA);
        lift(lines, 1 - odd, length - 1, ALPHA);
    }

    private void scale(float[] lines, int first, int last, float by) {
        for (int i = first; i <= last; i += 2) {
            int at = at(i);
            for (int j = at; j < at + LANES; j++) {
                lines[j] *= by;
            }
        }
    }

    /** Takes from every other place, from one to another, so much of its two neighbours. */
    private void lift(float[] lines, int first, int last, float by) {
        for (int i = first; i <= last; i += 2) {
            int at = at(i);
            for (int j = at; j < at + LANES; j++) {
                lines[j] -= by * (lines[j - LANES] + lines[j + LANES]);
            }
        }
    }
}
