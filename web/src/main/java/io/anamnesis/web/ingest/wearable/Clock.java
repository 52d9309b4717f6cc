package io.anamnesis.web.ingest.wearable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as exports write them. Never guesses: a local time without a zone, one that the clock change made ambiguous
 * or impossible, and a date whose order nothing proves are faults.
 */
final class Clock {
    private static final int MAX_CHARS = 64;
    private static final String TIME_OF_DAY = "(?:(?:T|[ :]+)(?<hour>\\d{1,2}):(?<minute>\\d{2})"
            + "(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9})\\d*)?)?"
            + "\\s*(?<half>[AaPp]\\.?[Mm]\\.?)?\\s*(?<offset>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<year>\\d{4})([-/.:])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})" + TIME_OF_DAY);
    private static final Pattern YEAR_LAST =
            Pattern.compile("(?<first>\\d{1,2})([-/.])(?<second1>\\d{1,2})\\2(?<year>\\d{4}|\\d{2})" + TIME_OF_DAY);
    private static final Pattern BARE_NUMBER = Pattern.compile("\\d{5,20}(?:\\.\\d*)?");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final @Nullable ZoneId zone;
    private final @Nullable DateOrder order;
    private final @Nullable DateOrderCensus census;

    Clock(@Nullable ZoneId zone, @Nullable DateOrder order, @Nullable DateOrderCensus census) {
        this.zone = zone;
        this.order = order;
        this.census = census;
    }

    /** Whether the text holds a date whose order of day and month is not evident from its form. */
    static boolean endsWithYear(String text) {
        return YEAR_LAST.matcher(text).lookingAt();
    }

    Reading read(String raw) {
        String text = raw.strip();
        if (text.isEmpty()) {
            return Reading.fault(Fault.MISSING_TIME);
        }
        if (text.length() > MAX_CHARS) {
            return Reading.fault(Fault.MALFORMED_TIME);
        }
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return at(yearFirst, number(yearFirst, "month"), number(yearFirst, "day"));
        }
        Matcher yearLast = YEAR_LAST.matcher(text);
        if (yearLast.matches()) {
            return ordered(yearLast);
        }
        return Reading.fault(BARE_NUMBER.matcher(text).matches() ? Fault.AMBIGUOUS_EPOCH : Fault.MALFORMED_TIME);
    }

    private Reading ordered(Matcher date) {
        int first = number(date, "first");
        int second = number(date, "second1");
        if (census != null) {
            census.saw(first, second);
        }
        DateOrder use = order;
        if (use == null) {
            // a day above 12, or day = month, can only be read one way
            if (first <= 12 && second <= 12 && first != second) {
                return Reading.fault(Fault.AMBIGUOUS_DATE_ORDER);
            }
            use = first > 12 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
        }
        return use == DateOrder.DAY_FIRST ? at(date, second, first) : at(date, first, second);
    }

    private Reading at(Matcher match, int month, int day) {
        int year = number(match, "year");
        if (match.group("year").length() == 2) {
            // no device that writes such files is older than 2000
            year += 2000;
        }
        int hour = match.group("hour") == null ? 0 : number(match, "hour");
        String half = match.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return Reading.fault(Fault.IMPOSSIBLE_DATE);
            }
            hour = hour % 12 + (Character.toLowerCase(half.charAt(0)) == 'p' ? 12 : 0);
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    year, month, day, hour, number(match, "minute"), number(match, "second"), nanos(match));
            String offset = match.group("offset");
            return offset == null ? local(local) : plausible(local.toInstant(offset(offset)));
        } catch (DateTimeException e) {
            return Reading.fault(Fault.IMPOSSIBLE_DATE);
        }
    }

    /** Places a local time in the zone of the options. */
    Reading local(LocalDateTime local) {
        if (zone == null) {
            return Reading.fault(Fault.ZONE_REQUIRED);
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return switch (offsets.size()) {
            case 0 -> Reading.fault(Fault.IMPOSSIBLE_LOCAL_TIME);
            case 1 -> plausible(local.toInstant(offsets.get(0)));
            default -> Reading.fault(Fault.AMBIGUOUS_LOCAL_TIME);
        };
    }

    /** Reads a number of units since the epoch, where the format or a column's name states the unit. */
    static Reading ofEpoch(String text, int millisEach) {
        if (text.isBlank()) {
            return Reading.fault(Fault.MISSING_TIME);
        }
        try {
            return plausible(Instant.ofEpochMilli(Math.multiplyExact(Long.parseLong(text.strip()), (long) millisEach)));
        } catch (NumberFormatException e) {
            return Reading.fault(Fault.MALFORMED_TIME);
        } catch (ArithmeticException e) {
            return Reading.fault(Fault.IMPLAUSIBLE_TIME);
        }
    }

    /** Checks an instant that the format gives as such. */
    static Reading plausible(Instant instant) {
        return instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)
                ? Reading.fault(Fault.IMPLAUSIBLE_TIME)
                : new Reading(instant, null);
    }

    private static ZoneOffset offset(String text) {
        return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private static int number(Matcher match, String group) {
        String digits = match.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(Matcher match) {
        String digits = match.group("fraction");
        return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
    }

    /** An instant or why there is none. */
    record Reading(@Nullable Instant instant, @Nullable Fault fault) {
        static Reading fault(Fault fault) {
            return new Reading(null, fault);
        }
    }
}
