package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When notes were written, as the sender says: {@code note-date} among the parameters ({@code 2020}, {@code 2020-05} or
 * {@code 2020-05-06}), or the instant of the options.
 *
 * @param date null where nobody says
 * @param observedAt null where nobody says
 */
record NoteWhen(@Nullable PartialDate date, @Nullable Instant observedAt) {
    /** @throws UnreadableInput where the parameter is no date, or stands alone and no zone says when that day began */
    static NoteWhen of(ReadingOptions options) {
        String given = options.parameters().get("note-date");
        Instant observedAt = options.observedAt();
        ZoneId zone = options.zone();
        if (given == null) {
            return observedAt == null
                    ? new NoteWhen(null, null)
                    : new NoteWhen(
                            PartialDate.day(LocalDate.ofInstant(observedAt, zone == null ? ZoneOffset.UTC : zone)),
                            observedAt);
        }
        PartialDate date;
        try {
            date = PartialDate.parse(given);
        } catch (DateTimeException e) {
            throw new UnreadableInput(
                    "bad-parameter", "expected note-date as YYYY, YYYY-MM or YYYY-MM-DD", "parameter note-date");
        }
        return new NoteWhen(date, observedAt == null ? startOf(date, zone) : observedAt);
    }

    static Instant startOf(PartialDate date, @Nullable ZoneId zone) {
        if (zone == null) {
            throw new UnreadableInput(
                    "zone-required", "the note's date is local; give the zone in which it was written", "input");
        }
        return date.date().atStartOfDay(zone).toInstant();
    }
}
