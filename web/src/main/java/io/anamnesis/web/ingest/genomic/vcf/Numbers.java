package io.anamnesis.web.ingest.genomic.vcf;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Numbers as VCF writes them. */
final class Numbers {
    private static final Set<String> NOT_FINITE =
            Set.of("nan", "inf", "infinity", "-nan", "+nan", "-inf", "+inf", "-infinity", "+infinity");

    private static final int MAX_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
    };

    private Numbers() {}

    /** Whether the text is one of the ways to write infinity or not-a-number. */
    static boolean isNotFinite(String text) {
        // nearly all are plain numbers
        return !beginsWithDigit(text) && NOT_FINITE.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A finite number; empty for a dot, an infinite number and all else. */
    static OptionalDouble finite(String text) {
        if (text.isEmpty() || text.equals(".") || !isPlain(text)) {
            return OptionalDouble.empty();
        }
        double few = fewDigits(text);
        if (few >= 0) {
            return OptionalDouble.of(few);
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static boolean beginsWithDigit(String text) {
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    /**
     * The number of up to fifteen digits without sign and exponent, -1 for all else. Digits and power of ten are exact as doubles, so
     * that their quotient is the nearest double, as from {@link Double#parseDouble}.
     */
    private static double fewDigits(String text) {
        int length = text.length();
        if (length > MAX_DIGITS || !beginsWithDigit(text)) {
            return -1;
        }
        long digits = 0;
        int point = length - 1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + c - '0';
            } else if (c == '.' && point == length - 1) {
                point = i;
            } else {
                return -1;
            }
        }
        return digits / POWERS_OF_TEN[length - 1 - point];
    }

    /** Java also takes {@code 1d} and hexadecimal numbers, VCF does not. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }

    /** Whether digits, signs, point and exponent stand in an order that makes a number; without building it. */
    static boolean parses(String text, int from, int to) {
        int i = from;
        if (i < to && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int digits = 0;
        boolean point = false;
        for (; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        return digits > 0 && (i == to || isExponent(text, i, to));
    }

    private static boolean isExponent(String text, int from, int to) {
        int i = from;
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            return false;
        }
        i++;
        if (i < to && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        if (i == to) {
            return false;
        }
        for (; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
