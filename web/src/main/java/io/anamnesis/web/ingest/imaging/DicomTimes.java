package io.anamnesis.web.ingest.imaging;

import io.anamnesis.web.ingest.imaging.dicom.DicomDataset;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times of a data set (PS3.5 table 6.2-1: DA, TM, DT). They are local, unless an offset is stated. */
final class DicomTimes {
    /** The older form with dots is still met. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})\\.?(\\d{2})\\.?(\\d{2})");

    private static final Pattern TIME = Pattern.compile("(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.(\\d{1,6}))?)?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{8})(\\d{2}(?:\\d{2}(?:\\d{2}(?:\\.\\d{1,6})?)?)?)?([+-]\\d{4})?");
    private static final Pattern OFFSET = Pattern.compile("[+-]\\d{4}");

    /** When the image was made, from the nearest to the farthest. */
    private static final List<int[]> OBSERVED = List.of(
            new int[] {Tag.ACQUISITION_DATE, Tag.ACQUISITION_TIME},
            new int[] {Tag.CONTENT_DATE, Tag.CONTENT_TIME},
            new int[] {Tag.SERIES_DATE, Tag.SERIES_TIME},
            new int[] {Tag.STUDY_DATE, Tag.STUDY_TIME});

    private final DicomDataset dataset;
    private final @Nullable ZoneId zone;

    /** @param given where the data set states no offset of its own */
    DicomTimes(DicomDataset dataset, @Nullable ZoneId given) {
        this.dataset = dataset;
        String offset = dataset.text(Tag.TIMEZONE_OFFSET);
        this.zone = offset != null && OFFSET.matcher(offset).matches() ? ZoneOffset.of(offset) : given;
    }

    /** Whether local times can be placed. */
    boolean hasZone() {
        return zone != null;
    }

    /** A date; null where it is absent or malformed. */
    @Nullable
    LocalDate date(int tag) {
        String text = dataset.text(tag);
        Matcher match = text == null ? null : DATE.matcher(text);
        if (match == null || !match.matches()) {
            return null;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(match.group(1)),
                    Integer.parseInt(match.group(2)),
                    Integer.parseInt(match.group(3)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** When it was observed, as far as the data set says so; null where it does not, or the time has no zone. */
    @Nullable
    Instant observed() {
        Instant exact = dateTime(dataset.text(Tag.ACQUISITION_DATE_TIME));
        if (exact != null) {
            return exact;
        }
        for (int[] pair : OBSERVED) {
            LocalDate date = date(pair[0]);
            if (date != null) {
                return placed(date, time(dataset.text(pair[1])));
            }
        }
        return null;
    }

    /** Whether the data set has any date of the kind that {@link #observed} looks for. */
    boolean hasDate() {
        return dataset.text(Tag.ACQUISITION_DATE_TIME) != null
                || OBSERVED.stream().anyMatch(pair -> date(pair[0]) != null);
    }

    /** When this version was made; null where the data set does not say. */
    @Nullable
    Instant created() {
        LocalDate date = date(0x00080012);
        String time = dataset.text(0x00080013);
        return date == null || time == null ? null : placed(date, time(time));
    }

    private @Nullable Instant dateTime(@Nullable String text) {
        Matcher match = text == null ? null : DATE_TIME.matcher(text);
        if (match == null || !match.matches()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(match.group(1), java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
            LocalTime time = time(match.group(2));
            String offset = match.group(3);
            return offset == null
                    ? placed(date, time)
                    : LocalDateTime.of(date, time).toInstant(ZoneOffset.of(offset));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Midnight where the time is absent or malformed: the date is what is known. */
    private static LocalTime time(@Nullable String text) {
        Matcher match = text == null ? null : TIME.matcher(text);
        if (match == null || !match.matches()) {
            return LocalTime.MIDNIGHT;
        }
        String fraction = match.group(4) == null ? "" : match.group(4);
        try {
            return LocalTime.of(
                    number(match.group(1)),
                    number(match.group(2)),
                    // a leap second has no place in the day
                    Math.min(59, number(match.group(3))),
                    Integer.parseInt((fraction + "000000000").substring(0, 9)));
        } catch (DateTimeException e) {
            return LocalTime.MIDNIGHT;
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private @Nullable Instant placed(LocalDate date, LocalTime time) {
        return zone == null ? null : LocalDateTime.of(date, time).atZone(zone).toInstant();
    }
}
