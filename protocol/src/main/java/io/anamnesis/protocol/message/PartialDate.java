package io.anamnesis.protocol.message;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A date as exactly as it is known.
 *
 * @param date its first day: 2019-03-01 for March 2019
 */
public record PartialDate(LocalDate date, Precision precision) {
    /** What of the date is known. */
    public enum Precision {
        YEAR,
        MONTH,
        DAY
    }

    public PartialDate {
        date = switch (precision) {
            case YEAR -> date.withDayOfYear(1);
            case MONTH -> date.withDayOfMonth(1);
            case DAY -> date;
        };
    }

    public static PartialDate day(LocalDate date) {
        return new PartialDate(date, Precision.DAY);
    }

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws DateTimeException where the text is no date of one of the three forms, or there is no such day
     */
    public static PartialDate parse(String text) {
        return switch (text.length()) {
            case 4 -> new PartialDate(LocalDate.parse(text + "-01-01"), Precision.YEAR);
            case 7 -> new PartialDate(LocalDate.parse(text + "-01"), Precision.MONTH);
            case 10 -> day(LocalDate.parse(text));
            default -> throw new DateTimeException("expected YYYY, YYYY-MM or YYYY-MM-DD");
        };
    }

    /** ISO 8601, cut to what is known: {@code 2019}, {@code 2019-03}, {@code 2019-03-04}. */
    @Override
    public String toString() {
        String iso = date.toString();
        return switch (precision) {
            case YEAR -> iso.substring(0, iso.length() - 6);
            case MONTH -> iso.substring(0, iso.length() - 3);
            case DAY -> iso;
        };
    }
}
