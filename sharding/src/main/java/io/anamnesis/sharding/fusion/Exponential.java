package io.anamnesis.sharding.fusion;

/**
 * e to the x in single precision, for x from −87 to 88; below that as at −87, which is as good as 0 in a softmax. Two to the
 * integer part by its bits, the rest, at most ½·ln 2 from 0, by the Taylor polynomial of degree 6: the relative error is below 2e-7.
 */
final class Exponential {
    static final float LEAST = -87;
    static final float LOG2_E = 1.442695f;

    /** ln 2 in two pieces, the first exact in few bits (Cody and Waite 1980), so that what is subtracted is exact. */
    static final float LN2_HIGH = 355f / 512;

    static final float LN2_LOW = -2.12194440e-4f;

    /**
     * Adding and taking away one and a half times two to the 23rd rounds to an integer; before it is taken away, the integer
     * stands in the lowest bits. A conversion would do, but the Vector API of Java 17 makes objects of one.
     */
    static final float ROUNDER = 12582912f;

    private static final int EXPONENT_AT = 23;
    private static final int BITS_OF_ONE = 127 << EXPONENT_AT;

    static final float C2 = 1f / 2;
    static final float C3 = 1f / 6;
    static final float C4 = 1f / 24;
    static final float C5 = 1f / 120;
    static final float C6 = 1f / 720;

    private Exponential() {}

    static float of(float x) {
        float bounded = Math.max(x, LEAST);
        float shifted = bounded * LOG2_E + ROUNDER;
        float whole = shifted - ROUNDER;
        float rest = bounded - whole * LN2_HIGH - whole * LN2_LOW;
        float polynomial = ((((C6 * rest + C5) * rest + C4) * rest + C3) * rest + C2) * rest * rest + rest + 1;
        return polynomial * power(shifted);
    }

    /** Two to the integer that stands in the lowest bits. */
    static float power(float shifted) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << EXPONENT_AT) + BITS_OF_ONE);
    }
}
