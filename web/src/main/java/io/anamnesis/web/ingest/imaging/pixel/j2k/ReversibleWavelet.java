package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** The inverse of the 5/3 wavelet (F.3.8.1), in whole numbers. */
final class ReversibleWavelet extends Wavelet<int[]> {
    private static final int BEYOND = 2;

    ReversibleWavelet(int[] coefficients, int stride) {
        super(coefficients, stride, BEYOND, new int[0]);
    }

    @Override
    int[] array(int length) {
        return new int[length];
    }

    @Override
    void copy(int[] from, int at, int step, int[] to, int toAt, int toStep, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i * toStep] = from[at + i * step];
        }
    }

    @Override
    void halve(int[] numbers, int at) {
        numbers[at] /= 2;
    }

    @Override
    void filter(int[] lines, int length, int odd) {
        even(lines, odd == 0 ? 0 : -1, length);
        odd(lines, 1 - odd, length - 1);
    }

    /** Equation F-5, from one place to another. */
    private void even(int[] lines, int first, int last) {
        for (int i = first; i <= last; i += 2) {
            int at = at(i);
            for (int j = at; j < at + LANES; j++) {
                lines[j] -= (lines[j - LANES] + lines[j + LANES] + 2) >> 2;
            }
        }
    }

    /** Equation F-6, from one place to another. */
    private void odd(int[] lines, int first, int last) {
        for (int i = first; i <= last; i += 2) {
            int at = at(i);
            for (int j = at; j < at + LANES; j++) {
                lines[j] += (lines[j - LANES] + lines[j + LANES]) >> 1;
            }
        }
    }
}
