package io.anamnesis.web.ingest.imaging;

import io.anamnesis.web.ingest.imaging.dicom.DicomDataset;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.reading.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Integer, Refusal> refused = new LinkedHashMap<>();

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

    /** Dates and times that were asked for and are malformed, each once: what was taken in their place. */
    Collection<Refusal> refused() {
        return refused.values();
    }

    private void refuse(int tag, String code, String reason) {
        refused.putIfAbsent(tag, new Refusal(0, Tag.text(tag), code, reason));
    }

    private void refuseDate(int tag) {
        refuse(tag, "malformed-date", "expected YYYYMMDD; it counts as absent");
    }

    /** A date; null where it is absent or malformed. */
    @Nullable
    LocalDate date(int tag) {
        String text = dataset.text(tag);
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher match = DATE.matcher(text);
        if (!match.matches()) {
            refuseDate(tag);
            return null;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(match.group(1)),
                    Integer.parseInt(match.group(2)),
                    Integer.parseInt(match.group(3)));
        } catch (DateTimeException e) {
            refuseDate(tag);
            return null;
        }
    }

    /** When it was observed, as far as the data set says so; null where it does not, or the time has no zone. */
    @Nullable
    Instant observed() {
        Instant exact = dateTime(Tag.ACQUISITION_DATE_TIME);
        if (exact != null) {
            return exact;
        }
        for (int[] pair : OBSERVED) {
            LocalDate date = date(pair[0]);
            if (date != null) {
                return placed(date, time(pair[1]));
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
        return date == null || dataset.text(0x00080013) == null ? null : placed(date, time(0x00080013));
    }

    private @Nullable Instant dateTime(int tag) {
        String text = dataset.text(tag);
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher match = DATE_TIME.matcher(text);
        if (!match.matches()) {
            refuse(tag, "malformed-time", "expected YYYYMMDD[HH[MM[SS[.F]]]][+-ZZZZ]; it counts as absent");
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(match.group(1), java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
            LocalTime time = time(tag, match.group(2));
            String offset = match.group(3);
            return offset == null
                    ? placed(date, time)
                    : LocalDateTime.of(date, time).toInstant(ZoneOffset.of(offset));
        } catch (DateTimeException e) {
            refuse(tag, "malformed-time", "such a day or time is in no calendar; it counts as absent");
            return null;
        }
    }

    private LocalTime time(int tag) {
        return time(tag, dataset.text(tag));
    }

    /** Midnight where the time is absent or malformed, which is said: the date is what is known. */
    private LocalTime time(int tag, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return LocalTime.MIDNIGHT;
        }
        Matcher match = TIME.matcher(text);
        if (!match.matches()) {
            return midnight(tag);
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
            return midnight(tag);
        }
    }

    private LocalTime midnight(int tag) {
        refuse(
                tag,
                "malformed-time",
                "expected HH[MM[SS[.F]]]; of the time only its day is known, and the day's beginning stands for it");
        return LocalTime.MIDNIGHT;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private @Nullable Instant placed(LocalDate date, LocalTime time) {
        return zone == null ? null : LocalDateTime.of(date, time).atZone(zone).toInstant();
    }
}
