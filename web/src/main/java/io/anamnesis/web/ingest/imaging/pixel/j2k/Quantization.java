package io.anamnesis.web.ingest.imaging.pixel.j2k;

/** Step sizes of a component's subbands: what QCD and QCC share (tables A.27 to A.30). */
final class Quantization {
    private static final int NONE = 0;
    private static final int DERIVED = 1;
    private static final int EXPOUNDED = 2;

    private final int guardBits;
    private final int kind;
    private final int[] steps;

    private Quantization(int guardBits, int kind, int[] steps) {
        this.guardBits = guardBits;
        this.kind = kind;
        this.steps = steps;
    }

    static Quantization read(Cursor segment) {
        int style = segment.u8();
        int kind = style & 31;
        if (kind > EXPOUNDED) {
            throw UnusableCodestream.malformed("there is no quantization of kind " + kind);
        }
        int count = kind == DERIVED ? 1 : segment.left() / (kind == NONE ? 1 : 2);
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = kind == NONE ? segment.u8() >> 3 << 11 : segment.u16();
        }
        return new Quantization(style >> 5, kind, steps);
    }

    boolean isOfReversible() {
        return kind == NONE;
    }

    /** M_b, the most bit-planes of a subband (equation E-2). */
    int bitPlanes(int subband, int decompositionsAbove) {
        return guardBits + exponent(subband, decompositionsAbove) - 1;
    }

    /** Delta_b, where the nominal range of the subband's coefficients has so many bits (equation E-3). */
    double step(int subband, int decompositionsAbove, int rangeBits) {
        double fraction = 1 + (step(subband) & 0x7ff) / 2048.0;
        return Math.scalb(fraction, rangeBits - exponent(subband, decompositionsAbove));
    }

    /** Epsilon_b; the derived ones fall with the decompositions that lie between the lowest level and theirs (E-5). */
    private int exponent(int subband, int decompositionsAbove) {
        return (step(subband) >> 11) - (kind == DERIVED ? decompositionsAbove : 0);
    }

    private int step(int subband) {
        int index = kind == DERIVED ? 0 : subband;
        if (index >= steps.length) {
            throw UnusableCodestream.malformed("the step size of subband " + subband + " is missing");
        }
        return steps[index];
    }
}
