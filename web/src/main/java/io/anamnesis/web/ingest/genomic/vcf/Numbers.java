package io.anamnesis.web.ingest.genomic.vcf;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Numbers as VCF writes them. */
final class Numbers {
    private static final Set<String> NOT_FINITE =
            Set.of("nan", "inf", "infinity", "-nan", "+nan", "-inf", "+inf", "-infinity", "+infinity");

    private Numbers() {}

    /** Whether the text is one of the ways to write infinity or not-a-number. */
    static boolean isNotFinite(String text) {
        return NOT_FINITE.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A finite number; empty for a dot, an infinite number and all else. */
    static OptionalDouble finite(String text) {
        if (text.isEmpty() || text.equals(".") || !isPlain(text)) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
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
