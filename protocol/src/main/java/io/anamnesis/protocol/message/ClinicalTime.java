package io.anamnesis.protocol.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A FHIR date or dateTime with the precision that the source gave it: {@code 2019}, {@code 2019-05}, {@code 2019-05-17} or a
 * time with its offset. A partial one stands for its first instant in UTC.
 *
 * @param text as FHIR writes it
 * @param instant its first instant
 */
public record ClinicalTime(String text, Instant instant, Precision precision) {
    /** How much of a time is known. */
    public enum Precision {
        YEAR,
        MONTH,
        DAY,
        SECOND
    }

    /** The longest text that is taken. */
    public static final int MAX_LENGTH = 40;

    private static final Pattern WITHOUT_ZONE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");

    /**
     * Reads what FHIR writes. A time of day without an offset is taken for its date: whose clock it was nobody says.
     *
     * @return empty where the text is no FHIR date or dateTime of the years 1800 to 2199
     */
    public static Optional<ClinicalTime> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            ClinicalTime time = parse(text);
            int year = time.instant.atOffset(ZoneOffset.UTC).getYear();
            return year < 1800 || year > 2199 ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ClinicalTime parse(String text) {
        return switch (text.length()) {
            case 4 -> new ClinicalTime(text, start(Year.parse(text).atDay(1)), Precision.YEAR);
            case 7 -> new ClinicalTime(text, start(YearMonth.parse(text).atDay(1)), Precision.MONTH);
            case 10 -> new ClinicalTime(text, start(LocalDate.parse(text)), Precision.DAY);
            default ->
                !text.endsWith("Z") && WITHOUT_ZONE.matcher(text).matches()
                        ? parse(text.substring(0, 10))
                        : new ClinicalTime(text, OffsetDateTime.parse(text).toInstant(), Precision.SECOND);
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
