package io.anamnesis.protocol.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Spans of time as criteria write them: a whole number and a unit, {@code ms}, {@code s}, {@code min}, {@code h}, {@code d} (24 hours),
 * {@code w} (7 days) or {@code y} (365 days).
 */
final class Durations {
    private static final long MAX_MS = Duration.ofDays(200L * 366).toMillis();
    /** From the longest to the shortest. Years are read and not written. */
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("d", 86_400_000L);
        UNITS.put("h", 3_600_000L);
        UNITS.put("min", 60_000L);
        UNITS.put("s", 1_000L);
        UNITS.put("ms", 1L);
        UNITS.put("w", 7 * 86_400_000L);
        UNITS.put("y", 365 * 86_400_000L);
    }

    private Durations() {}

    /** @throws IllegalArgumentException unless it is of whole milliseconds between zero and 200 years */
    static void check(Duration duration) {
        if (duration.isNegative() || duration.toMillis() > MAX_MS || duration.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(
                    "a span of time is of whole milliseconds, from zero to 200 years, here " + duration);
        }
    }

    static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = UNITS.get(text.substring(digits));
        if (unit == null || digits == 0 || digits > 15) {
            return Optional.empty();
        }
        long count = Long.parseLong(text.substring(0, digits));
        return count > MAX_MS / unit ? Optional.empty() : Optional.of(Duration.ofMillis(count * unit));
    }

    /** With the longest unit of days, hours, minutes, seconds and milliseconds that leaves no rest. */
    static String print(Duration duration) {
        long ms = duration.toMillis();
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (ms % unit.getValue() == 0) {
                return ms / unit.getValue() + unit.getKey();
            }
        }
        throw new IllegalStateException("a millisecond leaves no rest");
    }
}
