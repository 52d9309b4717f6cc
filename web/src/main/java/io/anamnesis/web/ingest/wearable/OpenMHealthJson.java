package io.anamnesis.web.ingest.wearable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Open mHealth (IEEE 1752) data points: bodies alone or in an envelope with a header, one or many. A document is taken or
 * refused as a whole. Documents don't say their schema's version, so the rules are those that hold in every version, plus
 * one of our own: without a time there is no place in a patient's picture. A statistic is no reading: {@code minimum} of
 * heart rate becomes {@code heart-rate-minimum}.
 */
final class OpenMHealthJson implements FormatReader {
    private static final WearableFormat FORMAT = new WearableFormat(
            "open-mhealth",
            "a JSON object or array whose first object has a measure of the schemas, alone or in header and body",
            "heart-rate, blood-glucose (glucose where the specimen is interstitial fluid), blood pressures, weight, steps,"
                    + " sleep, activity and the like, in the unit of the document");
    private static final String FRAME = "effective_time_frame.";
    private static final String INTERVAL = FRAME + "time_interval.";
    private static final Set<String> PATHS = paths();

    private static Set<String> paths() {
        Set<String> paths = new HashSet<>();
        List<String> times = List.of(
                FRAME + "date_time",
                INTERVAL + "start_date_time",
                INTERVAL + "end_date_time",
                INTERVAL + "duration.value",
                INTERVAL + "duration.unit");
        for (String prefix : List.of("", "body.")) {
            times.forEach(path -> paths.add(prefix + path));
            OpenMHealthMeasure.paths().forEach(path -> paths.add(prefix + path));
        }
        paths.add("header.user_id");
        paths.add("header.acquisition_provenance.source_name");
        return Set.copyOf(paths);
    }

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(Opening opening) {
        return opening.firstJsonObject().map(first -> prefix(first) != null).orElse(false);
    }

    /** Where the body lies; null where nothing in it is a measure. */
    private static @Nullable String prefix(JsonDocument document) {
        for (String prefix : List.of("", "body.")) {
            for (OpenMHealthMeasure measure : OpenMHealthMeasure.ALL) {
                if (isPresent(document, prefix + measure.field())) {
                    return prefix;
                }
            }
        }
        return null;
    }

    private static boolean isPresent(JsonDocument document, String path) {
        return document.has(path) || document.has(path + ".value") || document.has(path + ".unit");
    }

    @Override
    public void read(Opening opening, InputStream in, Pass pass) throws IOException {
        Row row = pass.row(',');
        try (JsonDocuments documents = new JsonDocuments(in, pass.options().maxLineChars(), PATHS::contains)) {
            for (JsonDocument next = documents.next(); next != null; next = documents.next()) {
                row.begin(next.line(), next.element());
                read(next, row);
                row.end();
            }
        }
    }

    private static void read(JsonDocument document, Row row) {
        String prefix = prefix(document);
        Fault fault = document.fault();
        if (fault != null || prefix == null) {
            row.refuse(fault == null ? Fault.NO_MEASUREMENT : fault);
            return;
        }
        if (violatesVocabulary(document, prefix)) {
            row.refuse(Fault.SCHEMA_VIOLATION);
        }
        row.subject(document.text("header.user_id"));
        row.device(document.text("header.acquisition_provenance.source_name"));
        boolean interval = false;
        for (OpenMHealthMeasure measure : OpenMHealthMeasure.ALL) {
            if (isPresent(document, prefix + measure.field())) {
                interval |= measure.interval();
                measure(document, prefix, measure, row);
            }
        }
        row.time(time(document, prefix, interval, row.clock()));
    }

    private static boolean violatesVocabulary(JsonDocument document, String prefix) {
        return OpenMHealthMeasure.VOCABULARY.entrySet().stream()
                .anyMatch(words -> document.has(prefix + words.getKey())
                        && !words.getValue().contains(document.text(prefix + words.getKey())));
    }

    private static void measure(JsonDocument document, String prefix, OpenMHealthMeasure measure, Row row) {
        String path = prefix + measure.field();
        boolean bare = document.has(path);
        String number = document.number(bare ? path : path + ".value");
        String unit = measure.units().get(bare ? OpenMHealthMeasure.BARE : document.text(path + ".unit"));
        if (number == null) {
            row.refuse(document.has(bare ? path : path + ".value") ? Fault.MALFORMED_VALUE : Fault.MISSING_VALUE);
        } else if (unit == null) {
            row.refuse(bare || document.has(path + ".unit") ? Fault.UNKNOWN_UNIT : Fault.UNIT_REQUIRED);
        } else {
            row.measure(measure.field(), metric(document, prefix, measure), unit, number);
        }
    }

    private static String metric(JsonDocument document, String prefix, OpenMHealthMeasure measure) {
        boolean sensor = document.text(prefix + "specimen_source").equals("interstitial fluid");
        String metric = sensor && measure.field().equals("blood_glucose") ? "glucose" : measure.metric();
        String statistic = document.text(prefix + "descriptive_statistic");
        return statistic.isEmpty()
                ? metric
                : metric + "-" + statistic.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static Clock.Reading time(JsonDocument document, String prefix, boolean interval, Clock clock) {
        String point = document.text(prefix + FRAME + "date_time");
        if (!point.isEmpty()) {
            return interval ? Clock.Reading.fault(Fault.INTERVAL_REQUIRED) : clock.read(point);
        }
        String start = document.text(prefix + INTERVAL + "start_date_time");
        String end = document.text(prefix + INTERVAL + "end_date_time");
        Duration duration = duration(document, prefix + INTERVAL + "duration");
        boolean both = !start.isEmpty() && !end.isEmpty();
        boolean one = !start.isEmpty() || !end.isEmpty();
        if (!both && !(one && duration != null)) {
            return Clock.Reading.fault(interval ? Fault.INTERVAL_REQUIRED : Fault.MISSING_TIME);
        }
        Clock.Reading ends = clock.read(end);
        if (start.isEmpty()) {
            return duration == null || ends.instant() == null
                    ? ends
                    : Clock.plausible(ends.instant().minus(duration));
        }
        Clock.Reading begins = clock.read(start);
        return begins.instant() == null || end.isEmpty() ? begins : ordered(begins.instant(), ends);
    }

    private static Clock.Reading ordered(Instant begins, Clock.Reading ends) {
        if (ends.instant() == null) {
            return ends;
        }
        return ends.instant().isBefore(begins)
                ? Clock.Reading.fault(Fault.IMPLAUSIBLE_TIME)
                : new Clock.Reading(begins, null);
    }

    /** Null where there is none, its unit is unknown, or it is longer than a year, or negative. */
    private static @Nullable Duration duration(JsonDocument document, String path) {
        String number = document.number(path + ".value");
        long unitMillis =
                switch (document.text(path + ".unit")) {
                    case "ms" -> 1;
                    case "s", "sec" -> 1_000;
                    case "min" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 0;
                };
        if (number == null || unitMillis == 0) {
            return null;
        }
        double millis = Double.parseDouble(number) * unitMillis;
        return millis >= 0 && millis <= 366 * 86_400_000.0 ? Duration.ofMillis((long) millis) : null;
    }
}
