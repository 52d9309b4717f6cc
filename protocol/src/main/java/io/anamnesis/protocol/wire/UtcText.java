package io.anamnesis.protocol.wire;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The usual spelling of an instant, {@code 2026-03-01T08:15:00Z} with or without a fraction, read by hand: every message has two, and
 * the JDK's formatter takes as long for one as all else of a small message.
 */
final class UtcText {
    /** No such spelling: the JDK may know it, or know what is wrong. */
    static final long OTHER = Long.MIN_VALUE;

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int FRACTION = 9;
    private static final int BAD = -1;

    private UtcText() {}

    /** Milliseconds since 1970, finer digits cut; or {@link #OTHER}. */
    static long millis(String text) {
        int length = text.length();
        int seconds = SHAPE.length();
        if (length <= seconds || text.charAt(length - 1) != 'Z' || !hasShape(text)) {
            return OTHER;
        }
        int millis = fraction(text, seconds, length - 1);
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        if (millis == BAD || hour > 23 || minute > 59 || second > 59) {
            return OTHER;
        }
        try {
            long day = LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))
                    .toEpochDay();
            return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + millis;
        } catch (DateTimeException e) {
            return OTHER;
        }
    }

    private static boolean hasShape(String text) {
        for (int i = 0; i < SHAPE.length(); i++) {
            char shape = SHAPE.charAt(i);
            char c = text.charAt(i);
            if (shape == '0' ? !isDigit(c) : c != shape) {
                return false;
            }
        }
        return true;
    }

    /** What stands between the seconds and the Z, in milliseconds; nothing is 0. */
    private static int fraction(String text, int from, int to) {
        if (from == to) {
            return 0;
        }
        if (text.charAt(from) != '.' || to - from < 2 || to - from > FRACTION + 1) {
            return BAD;
        }
        int millis = 0;
        int unit = 100;
        for (int i = from + 1; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return BAD;
            }
            millis += unit * (text.charAt(i) - '0');
            unit /= 10;
        }
        return millis;
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
