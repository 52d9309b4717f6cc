package io.anamnesis.web.ingest.genomic;

import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** When a genomic document was true: what the sender says, else the date that a header states, never the time of arrival. */
public final class ObservedTime {
    private ObservedTime() {}

    /**
     * The time that holds for all of a document.
     *
     * @param fileDate as a header has it, {@code yyyyMMdd} or {@code yyyy-MM-dd}: the beginning of that day in the zone of the
     *     options, else in UTC; null where there is none
     * @throws UnreadableInput {@code observed-at-required}
     */
    public static Instant of(ReadingOptions options, @Nullable String fileDate) {
        Instant stated = options.observedAt();
        if (stated != null) {
            return stated;
        }
        LocalDate date = fileDate == null ? null : date(fileDate.strip());
        if (date == null) {
            throw new UnreadableInput(
                    "observed-at-required",
                    "the document states no date in a form that is sure; say when it was true",
                    "header");
        }
        ZoneId zone = options.zone();
        return date.atStartOfDay(zone == null ? ZoneOffset.UTC : zone).toInstant();
    }

    private static @Nullable LocalDate date(String text) {
        try {
            LocalDate date = text.matches("\\d{8}")
                    ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
                    : text.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(text) : null;
            return date == null || date.getYear() < 1990 || date.getYear() > 2099 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
