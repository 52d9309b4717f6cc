package io.anamnesis.web.ingest.note.date;

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
